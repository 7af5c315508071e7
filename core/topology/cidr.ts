/** An IPv4 block: its first address as a number, and the length of its prefix. */
export interface Block {
  readonly first: number;
  readonly length: number;
}

/** The block of `10.0.0.0/16`; undefined when it is not one, or when host bits are set (RFC 4632). */
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

/** `10.0.0.0/16` */
const textOf = ({ first, length }: Block): string =>
  `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join('.')}/${length}`;

/** The fewest blocks that contain the same addresses: two halves of a larger block are that block. In order. */
export function mergedCidrs(cidrs: readonly string[]): readonly string[] {
  const blocks = cidrs
    .map((cidr) => known(cidr))
    .toSorted((a, b) => a.first - b.first || a.length - b.length);
  const merged: Block[] = [];
  for (const block of blocks) {
    const last = merged.at(-1);
    if (last !== undefined && overlap(last, block)) continue;
    merged.push(block);
    for (let whole = joined(merged); whole !== undefined; whole = joined(merged)) {
      merged.splice(-2, 2, whole);
    }
  }
  return merged.map(textOf);
}

/** The block of which the last two are the halves. */
function joined(blocks: readonly Block[]): Block | undefined {
  const [one, other] = blocks.slice(-2);
  if (one === undefined || other === undefined || one.length !== other.length) return undefined;
  const whole = { first: one.first, length: one.length - 1 };
  const areHalves =
    whole.first % sizeOf(whole.length) === 0 && other.first - one.first === sizeOf(one.length);
  return areHalves ? whole : undefined;
}

function known(cidr: string): Block {
  const block = blockOf(cidr);
  if (block === undefined) throw new Error(`"${cidr}" is not an IPv4 block`);
  return block;
}

/** The `index`-th of the equal blocks that `bits` more prefix bits cut out of `cidr` (Terraform's `cidrsubnet`). */
export function subnetOf(cidr: string, bits: number, index: number): string {
  const block = known(cidr);
  const length = block.length + bits;
  return textOf({ first: block.first + index * sizeOf(length), length });
}
