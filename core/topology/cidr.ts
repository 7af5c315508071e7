/** An IPv4 block: its first address as a number, and the length of its prefix. */
export interface Block {
  readonly first: number;
  readonly length: number;
}

/** The block of `10.0.0.0/16`; nothing when it is none, or when bits behind the prefix are set (RFC 4632). */
export function blockOf(cidr: string): Block | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(cidr);
  if (match === null) return undefined;
  const [a = 256, b = 256, c = 256, d = 256, length = 33] = match.slice(1).map(Number);
  if ([a, b, c, d].some((octet) => octet > 255) || length > 32) return undefined;
  const first = ((a * 256 + b) * 256 + c) * 256 + d;
  return first % sizeOf(length) === 0 ? { first, length } : undefined;
}

const sizeOf = (length: number) => 2 ** (32 - length);

export function overlap(one: Block, other: Block): boolean {
  return one.first < other.first + sizeOf(other.length) && other.first < one.first + sizeOf(one.length);
}

/** The `index`-th of the equal blocks that `bits` more prefix bits cut out of `cidr` (Terraform's `cidrsubnet`). */
export function subnetOf(cidr: string, bits: number, index: number): string {
  const block = blockOf(cidr);
  if (block === undefined) throw new Error(`"${cidr}" is no IPv4 block`);
  const length = block.length + bits;
  const first = block.first + index * sizeOf(length);
  return `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join('.')}/${length}`;
}
