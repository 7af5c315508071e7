import { write } from '../../../core/topology';
import { findingsIn, yelb } from './written';

const { http, tcp } = write;
const workloads = (more: object) => ({ ...yelb, workloads: { ...yelb.workloads, ...more } });
const backend = { account: 'backend' };

const many = (count: number, thing: (index: number) => unknown): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`x${index}`, thing(index)]));

test('of many keys, the first are reported', () => {
  const certificates = many(25, () => ({ kind: 'sds', secret: 's' }));
  const listens = http(80, { tls: { certificate: 'zebra' } });
  const [line] = findingsIn({ ...workloads({ y: { ...backend, listens } }), certificates });
  expect(line).toMatch(/the topology has "x0", "x1".* and 5 more; name one of them, or add/);
});

test('each of thousands of wrong calls is reported, and the first with what was meant', () => {
  const lines = findingsIn(
    workloads(many(1000, (index) => ({ ...backend, listens: tcp(80), calls: [`y${index}`] }))),
  );
  const meant = lines.filter((line) => line.includes('did you mean'));
  expect(lines.length).toBe(1000);
  expect(meant.length).toBeGreaterThan(10);
  expect(meant.length).toBeLessThan(500);
});

test('of 20,000 unknown keys each is reported', () => {
  expect(findingsIn({ ...yelb, ...many(20_000, () => 1) })).toHaveLength(20_000);
});
