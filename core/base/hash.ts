const FNV_OFFSET = { high: 0xcbf29ce4, low: 0x84222325 };
/** The prime is 2^40 and this. */
const FNV_PRIME = 0x1b3;

/**
 * FNV-1a of 64 bits: not for secrets, but a billion texts won't meet by chance. In two halves, since numbers are many times
 * faster than `bigint`.
 */
export function hashOf(text: string): bigint {
  let { high, low } = FNV_OFFSET;
  for (const character of text) {
    const mixed = (low ^ (character.codePointAt(0) ?? 0)) >>> 0;
    const first = (mixed & 0xffff) * FNV_PRIME;
    const second = (mixed >>> 16) * FNV_PRIME + (first >>> 16);
    low = (((second & 0xffff) << 16) | (first & 0xffff)) >>> 0;
    high = (high * FNV_PRIME + (second >>> 16) + mixed * 0x100) >>> 0;
  }
  return (BigInt(high) << 32n) | BigInt(low);
}
