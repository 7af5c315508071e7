import * as fc from 'fast-check';
import { blockOf, mergedCidrs } from '../../../core/topology/cidr';

it.each([
  [['10.0.32.0/20', '10.0.48.0/20'], ['10.0.32.0/19']],
  [
    ['10.0.16.0/20', '10.0.32.0/20'],
    ['10.0.16.0/20', '10.0.32.0/20'],
  ],
  [
    ['10.0.48.0/20', '10.0.80.0/20', '10.0.64.0/20'],
    ['10.0.48.0/20', '10.0.64.0/19'],
  ],
  [['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/23'], ['10.0.0.0/22']],
  [['10.0.0.0/16', '10.0.9.0/24'], ['10.0.0.0/16']],
  [['0.0.0.0/1', '128.0.0.0/1'], ['0.0.0.0/0']],
  [[], []],
])('%j are as few blocks as %j', (cidrs, merged) => {
  expect(mergedCidrs(cidrs)).toEqual(merged);
});

/** The addresses of blocks within 10.0.0.0/24, each by its last octet. */
const addressesOf = (cidrs: readonly string[]): readonly number[] =>
  cidrs.flatMap((cidr) => {
    const block = blockOf(cidr);
    if (block === undefined) throw new Error(cidr);
    return Array.from({ length: 2 ** (32 - block.length) }, (_, index) => (block.first % 256) + index);
  });

it('holds the same addresses, each once', () => {
  const block = fc.integer({ min: 24, max: 32 }).chain((length) => {
    const size = 2 ** (32 - length);
    return fc.nat(256 / size - 1).map((index) => `10.0.0.${index * size}/${length}`);
  });
  fc.assert(
    fc.property(fc.array(block, { maxLength: 12 }), (cidrs) => {
      const merged = mergedCidrs(cidrs);
      const byNumber = (a: number, b: number): number => a - b;
      expect(addressesOf(merged)).toEqual([...new Set(addressesOf(cidrs))].toSorted(byNumber));
      expect(mergedCidrs(merged)).toEqual(merged);
    }),
  );
});
