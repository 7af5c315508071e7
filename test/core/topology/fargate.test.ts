import * as fc from 'fast-check';
import { fargateSizeFor, isFargate, LARGEST_FARGATE_SIZE } from '../../../core/topology';

const GIB = 1024;

test.each([
  [256, 512, 256, 512],
  [256, 513, 256, GIB],
  [256, 1025, 256, 2 * GIB],
  [256, 2049, 512, 3 * GIB],
  [257, 512, 512, GIB],
  [4096, 30 * GIB, 4096, 30 * GIB],
  [4096, 30 * GIB + 1, 8192, 32 * GIB],
  [8192, 17 * GIB, 8192, 20 * GIB],
  [8192, 60 * GIB, 8192, 60 * GIB],
  [8192, 61 * GIB, 16384, 64 * GIB],
  [16384, 32 * GIB, 16384, 32 * GIB],
  [16384, 33 * GIB, 16384, 40 * GIB],
  [16384, 120 * GIB, 16384, 120 * GIB],
])('%i CPU units and %i MiB fit into %i and %i', (cpu, memory, nextCpu, nextMemory) => {
  expect(fargateSizeFor({ cpu, memory })).toEqual({ cpu: nextCpu, memory: nextMemory });
});

test('nothing is larger than the largest', () => {
  const { cpu, memory } = LARGEST_FARGATE_SIZE;
  expect(fargateSizeFor(LARGEST_FARGATE_SIZE)).toEqual(LARGEST_FARGATE_SIZE);
  expect(fargateSizeFor({ cpu: cpu + 1, memory })).toBeUndefined();
  expect(fargateSizeFor({ cpu, memory: memory + 1 })).toBeUndefined();
});

test('the size that is offered has both, is one itself, and grows with what is asked', () => {
  const size = fc.record({
    cpu: fc.integer({ min: 1, max: 16384 }),
    memory: fc.integer({ min: 1, max: 120 * GIB }),
  });
  fc.assert(
    fc.property(size, (asked) => {
      const next = fargateSizeFor(asked);
      if (next === undefined) throw new Error('none');
      expect(next.cpu).toBeGreaterThanOrEqual(asked.cpu);
      expect(next.memory).toBeGreaterThanOrEqual(asked.memory);
      expect(fargateSizeFor(next)).toEqual(next);
    }),
  );
});

test('a cluster without capacity providers is of Fargate; an open one is not known to be', () => {
  const cluster = (...providers: readonly string[]) => ({
    capacity: providers.map((provider) => ({ provider, weight: 1, base: 0 })),
  });
  expect(isFargate(cluster())).toBe(true);
  expect(isFargate(cluster('FARGATE', 'FARGATE_SPOT'))).toBe(true);
  expect(isFargate(cluster('FARGATE', 'machines'))).toBe(false);
  expect(isFargate(cluster('${parameter.CAPACITY}'))).toBe(false);
});
