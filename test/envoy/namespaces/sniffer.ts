/** One payload of TCP that was on the wire. */
interface Segment {
  /** `10.71.0.11:41000>10.72.0.11:4567` */
  readonly flow: string;
  readonly sequence: number;
  /** Base64. */
  readonly bytes: string;
}

/** What was on the wire. */
export interface Seen {
  readonly flows: number;
  readonly segments: number;
  /** Flows, in one direction each, whose bytes are not a sequence of TLS records. */
  readonly notTls: readonly string[];
  readonly hasMarker: boolean;
}

/** A program for Python that prints every payload of TCP which passes the interfaces of its network namespace. */
export const SNIFFER = `
import base64, json, socket
s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 24)
print(json.dumps({'ready': True}), flush=True)
while True:
    p = s.recv(65535)
    if p[12:14] != b'\\x08\\x00' or p[23] != 6:
        continue
    t = 14 + (p[14] & 15) * 4
    d = p[t + (p[t + 12] >> 4) * 4 : 14 + int.from_bytes(p[16:18], 'big')]
    if d:
        ends = (socket.inet_ntoa(p[26:30]), int.from_bytes(p[t : t + 2], 'big'),
                socket.inet_ntoa(p[30:34]), int.from_bytes(p[t + 2 : t + 4], 'big'))
        print(json.dumps({'flow': '%s:%d>%s:%d' % ends, 'sequence': int.from_bytes(p[t + 4 : t + 8], 'big'),
                          'bytes': base64.b64encode(d).decode()}), flush=True)
`;

/** Reads what the sniffer has printed. A frame is seen on each interface that it passes, and counts once. */
export function seenIn(printed: string, marker: string): Seen {
  const flows = new Map<string, Map<number, Buffer>>();
  for (const line of printed.split('\n').filter((each) => each.includes('"flow"'))) {
    const { flow, sequence, bytes } = JSON.parse(line) as Segment;
    const parts = flows.get(flow) ?? new Map<number, Buffer>();
    flows.set(flow, parts);
    const part = Buffer.from(bytes, 'base64');
    if ((parts.get(sequence)?.length ?? 0) < part.length) parts.set(sequence, part);
  }
  const texts = [...flows].map(([flow, parts]) => [flow, joined(parts)] as const);
  return {
    flows: flows.size,
    segments: [...flows.values()].reduce((sum, parts) => sum + parts.size, 0),
    notTls: texts.filter(([, text]) => !isTls(text)).map(([flow]) => flow),
    hasMarker: texts.some(([, text]) => text.includes(marker)),
  };
}

function joined(parts: ReadonlyMap<number, Buffer>): Buffer {
  let end: number | undefined;
  const found: Buffer[] = [];
  for (const [sequence, part] of [...parts].toSorted(([a], [b]) => a - b)) {
    const again = end === undefined ? 0 : Math.max(0, end - sequence);
    found.push(part.subarray(again));
    end = Math.max(end ?? 0, sequence + part.length);
  }
  return Buffer.concat(found);
}

/** Records one after the other (RFC 8446, 5.1): a type from 20 to 23, version 3, and a length. */
function isTls(text: Buffer): boolean {
  for (let at = 0; at < text.length;) {
    const [type = 0, major = 3] = text.subarray(at);
    if (type < 20 || type > 23 || major !== 3) return false;
    if (at + 5 > text.length) return true;
    at += 5 + text.readUInt16BE(at + 3);
  }
  return true;
}
