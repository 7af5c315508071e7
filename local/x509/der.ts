/**
 * ASN.1's distinguished encoding (ITU-T X.690), the parts that certificates need.
 * Every function returns the bytes of one complete element: tag, length, content.
 */
export type Der = Buffer;

/** The tags in certificates and requests. */
export const Tag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8: 0x0c,
  printable: 0x13,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

export function element(tag: number, ...content: readonly Uint8Array[]): Der {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.from([tag]), lengthOf(body.length), body]);
}

export const sequence = (...content: readonly Uint8Array[]): Der => element(Tag.sequence, ...content);
export const set = (...content: readonly Uint8Array[]): Der => element(Tag.set, ...content);
export const octetString = (content: Uint8Array): Der => element(Tag.octetString, content);
export const nothing = (): Der => element(Tag.null);
export const yes = (): Der => element(Tag.boolean, Buffer.from([0xff]));
export const utf8 = (text: string): Der => element(Tag.utf8, Buffer.from(text, 'utf8'));
export const printable = (text: string): Der => element(Tag.printable, Buffer.from(text, 'latin1'));
/** `[n]` around complete elements. */
export const explicit = (n: number, ...content: readonly Uint8Array[]): Der => element(0xa0 + n, ...content);
/** `[n]` instead of the tag of a primitive element. */
export const implicit = (n: number, content: Uint8Array): Der => element(0x80 + n, content);

/** A whole number that isn't negative. */
export function integer(value: number | Uint8Array): Der {
  const bytes = typeof value === 'number' ? numberBytes(value) : Buffer.from(value);
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const least = bytes.subarray(start);
  // A leading bit of 1 would make it negative.
  return element(Tag.integer, (least[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.alloc(1), least]) : least);
}

export function bitString(content: Uint8Array, unusedBits = 0): Der {
  return element(Tag.bitString, Buffer.from([unusedBits]), content);
}

/** Bits by their numbers, as in KeyUsage; trailing zeros are left out, as the encoding demands. */
export function namedBits(bits: readonly number[]): Der {
  const last = Math.max(...bits);
  const bytes = Buffer.alloc(Math.floor(last / 8) + 1);
  for (const bit of bits) bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (0x80 >> (bit % 8));
  return bitString(bytes, 7 - (last % 8));
}

export function oid(dotted: string): Der {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return element(Tag.oid, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** A time to the second. From 2050 on X.509 requires the longer form (RFC 5280, 4.1.2.5). */
export function time(date: Date): Der {
  const digits = `${date.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`;
  const short = date.getUTCFullYear() < 2050;
  return element(
    short ? Tag.utcTime : Tag.generalizedTime,
    Buffer.from(short ? digits.slice(2) : digits, 'latin1'),
  );
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes = numberBytes(length);
  return Buffer.from([0x80 + bytes.length, ...bytes]);
}

function numberBytes(value: number): Buffer {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
}

function base128(value: number): number[] {
  const low = value & 0x7f;
  return value < 0x80 ? [low] : [...base128(value >> 7).map((byte) => byte | 0x80), low];
}
