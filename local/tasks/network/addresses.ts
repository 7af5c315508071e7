import { blockOf } from '../../../core/topology';

/** The number of an IPv4 address. */
const numberOf = (ip: string): number => blockOf(`${ip}/32`)?.first ?? -1;

const textOf = (first: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join('.');

/** Whether an address is in a block. */
export function contains(cidr: string, ip: string): boolean {
  const block = blockOf(cidr);
  const offset = numberOf(ip) - (block?.first ?? 0);
  return block !== undefined && offset >= 0 && offset < 2 ** (32 - block.length);
}

/** Length of the prefix of a block: the longer, the narrower. */
export const lengthOf = (cidr: string): number => blockOf(cidr)?.length ?? -1;

/** The address of a block at a position; AWS itself has the first four and the last. */
export const addressAt = (cidr: string, position: number): string =>
  textOf((blockOf(cidr)?.first ?? 0) + position);
