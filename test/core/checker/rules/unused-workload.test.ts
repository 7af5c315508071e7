import { found, type WrittenYelb } from '../yelb';

const idle = (file: WrittenYelb, more: object = {}): void => {
  file.workloads.idle = { account: 'backend', listens: { port: 8080, protocol: 'http' }, ...more };
};

test.each<[string, (file: WrittenYelb) => void, readonly string[]]>([
  ['every workload of Yelb', () => {}, []],
  ['it is not called', (file) => idle(file), ['workloads idle']],
  ['it calls somebody', (file) => idle(file, { calls: [{ service: 'yelb-db' }] }), []],
  ['it has an entry', (file) => idle(file, { entry: { port: 8080 } }), []],
  ['it does not listen', (file) => idle(file, { listens: [] }), []],
  ['it is retired', (file) => idle(file, { retired: true }), []],
  [
    'a route leads to it',
    (file) => {
      idle(file);
      file.services['yelb-appserver'] = { routes: [{ prefix: '/', to: { 'yelb-appserver': 100, idle: 0 } }] };
    },
    [],
  ],
  [
    'a route of a service that is not called leads to it',
    (file) => {
      idle(file);
      file.services.spare = { routes: [{ prefix: '/', to: 'idle' }] };
    },
    [],
  ],
])('a workload that is unreachable: %s', (_, change, places) => {
  expect(found('topology/unused-workload', change).map(({ at }) => at.path.join(' '))).toEqual(places);
});

test('it says what would use it', () => {
  expect(found('topology/unused-workload', (file) => idle(file))).toMatchObject([
    {
      severity: 'warning',
      summary: 'workload "idle" is unreachable: no call, route or entry leads to it, and it makes no calls',
      fix: 'call "idle" from a workload, give it an entry, or remove it',
    },
  ]);
});
