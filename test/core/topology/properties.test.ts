import * as fc from 'fast-check';
import { blockOf, overlap, subnetOf, topologyOf } from '../../../core/topology';
import { parsed, yelb } from './written';

const shuffled = (node: unknown, order: (keys: string[]) => string[]): unknown => {
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return node;
  return Object.fromEntries(
    order(Object.keys(node)).map((key) => [key, shuffled((node as Record<string, unknown>)[key], order)]),
  );
};

test('the order in which things are written never matters', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
      const order = (keys: string[]) =>
        keys
          .map((key) => ({ key, rank: numbers.next().value ?? 0 }))
          .toSorted((a, b) => a.rank - b.rank)
          .map(({ key }) => key);
      expect(JSON.stringify(parsed(shuffled(yelb, order)))).toBe(JSON.stringify(parsed(yelb)));
    }),
    { numRuns: 50 },
  );
});

test('whatever is written, the answer is a topology or findings, never an exception', () => {
  const anyTree = fc.object({
    key: fc.constantFrom(
      ...Object.keys(yelb),
      'services',
      'gateways',
      'state',
      'kind',
      'calls',
      'tls',
      'parameter',
      '__proto__',
      'listens',
    ),
    maxDepth: 4,
    withNullPrototype: true,
  });
  fc.assert(
    fc.property(fc.oneof(fc.anything(), anyTree), (written) => {
      topologyOf(written);
    }),
    { numRuns: 500 },
  );
});

test('any part of Yelb replaced by anything is reported, never thrown', () => {
  const paths = (node: unknown, path: string[] = []): string[][] =>
    typeof node === 'object' && node !== null
      ? Object.entries(node).flatMap(([key, child]) => [[...path, key], ...paths(child, [...path, key])])
      : [];
  const replaced = (node: unknown, [step, ...rest]: string[], by: unknown): unknown => {
    if (step === undefined) return by;
    const copy = Array.isArray(node) ? [...node] : { ...(node as object) };
    (copy as Record<string, unknown>)[step] = replaced((node as Record<string, unknown>)[step], rest, by);
    return copy;
  };
  fc.assert(
    fc.property(fc.constantFrom(...paths(yelb)), fc.anything({ maxDepth: 2 }), (path, by) => {
      const result = topologyOf(replaced(yelb, path, by));
      expect(result.ok || result.findings.every(({ summary, fix }) => summary !== '' && fix !== '')).toBe(
        true,
      );
    }),
    { numRuns: 500 },
  );
});

test('the subnets of a block lie in it and never overlap', () => {
  fc.assert(
    fc.property(fc.nat(255), fc.integer({ min: 16, max: 24 }), (octet, length) => {
      const cidr = `10.${octet}.0.0/${length}`;
      const whole = blockOf(cidr);
      const subnets = Array.from({ length: 16 }, (_, index) => blockOf(subnetOf(cidr, 4, index)));
      expect(whole).toBeDefined();
      subnets.forEach((one, index) => {
        if (one === undefined || whole === undefined) throw new Error('no block');
        expect(overlap(one, whole)).toBe(true);
        expect(subnets.slice(0, index).some((other) => other !== undefined && overlap(one, other))).toBe(
          false,
        );
      });
    }),
    { numRuns: 50 },
  );
});
