/** A message of gRPC over HTTP/2: a byte for compression, the length in four, and the message. */
export function framed(message: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}

/** The content of the first message, or as much of it as there is. */
export const unframed = (bytes: Buffer): Buffer => bytes.subarray(5);
