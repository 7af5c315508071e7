import { lower } from '../../../core/dataplane';
import { parsed } from './yelb';

type Said = Readonly<Record<string, unknown>>;

/** A library whose shelves are workloads of two accounts; each test says how they are found. */
const library = (shelves: Readonly<Record<string, Said>>): unknown => ({
  mesh: 'library',
  region: 'eu-west-2',
  owner: 'hall',
  dataPlane: 'app-mesh',
  acceptEnded: true,
  authority: { kind: 'private-ca', commonName: 'library root' },
  accounts: {
    hall: { id: '111111111111', network: { cidr: '10.1.0.0/16' } },
    cellar: { id: '222222222222', network: { cidr: '10.2.0.0/16' } },
  },
  parameters: { SHELF: {} },
  workloads: Object.fromEntries(
    Object.entries(shelves).map(([key, { account = 'cellar', ...discovery }]) => [
      key,
      {
        account,
        listens: { protocol: 'http', port: 7070 },
        discovery: { kind: 'cloud-map', ...discovery },
      },
    ]),
  ),
});

const found = (shelves: Readonly<Record<string, Said>>) =>
  lower(parsed(library(shelves))).findings.filter(({ rule }) => rule === 'discovery/shared-service');

const cut = (attributes: Said, service = 'maps'): Said => ({ service, attributes });

test.each<readonly [string, Readonly<Record<string, Said>>, readonly string[]]>([
  ['an attribute with two values', { old: cut({ edition: 'a' }), young: cut({ edition: 'b' }) }, []],
  [
    'one of several attributes with two values',
    { old: cut({ edition: 'a', room: '1' }), young: cut({ edition: 'a', room: '2' }) },
    [],
  ],
  [
    'three, each pair by an attribute of its own',
    { one: cut({ a: '1', b: '1' }), two: cut({ a: '2', b: '1', c: '1' }), three: cut({ b: '2', c: '2' }) },
    [],
  ],
  ['no attributes', { old: cut({}), young: cut({}) }, ['young']],
  ['the same attribute', { old: cut({ edition: 'a' }), young: cut({ edition: 'a' }) }, ['young']],
  ['attributes of one only', { old: cut({ edition: 'a' }), young: cut({}) }, ['young']],
  ['attributes of different names', { old: cut({ edition: 'a' }), young: cut({ room: '1' }) }, ['young']],
  ['the second of three', { one: cut({ a: '1' }), three: cut({ a: '2' }), two: cut({ a: '1' }) }, ['two']],
  [
    'a value that waits for a parameter',
    { old: cut({ edition: 'a' }), young: cut({ edition: { parameter: 'SHELF' } }) },
    [],
  ],
  [
    'names of different case',
    { old: cut({ edition: 'a' }), young: cut({ edition: 'b' }, 'Maps') },
    ['young'],
  ],
  [
    'a service that also exists',
    {
      old: cut({ edition: 'a' }),
      young: { existing: true, namespace: 'cellar.library.internal', ...cut({ edition: 'b' }) },
    },
    ['young'],
  ],
  [
    'a service of another account',
    {
      old: cut({ edition: 'a' }),
      young: { account: 'hall', existing: true, namespace: 'cellar.library.internal', service: 'maps' },
    },
    ['young'],
  ],
  ['services of one name in two accounts', { old: cut({}), young: { account: 'hall', service: 'maps' } }, []],
  [
    'two in a service that exists, which others keep in order',
    {
      old: { existing: true, namespace: 'cellar.internal', service: 'maps' },
      young: { existing: true, namespace: 'cellar.internal', service: 'maps' },
    },
    [],
  ],
])('%s', (_, shelves, at) => {
  expect(found(shelves).map((finding) => finding.at.path.join('.'))).toEqual(
    at.map((key) => `workloads.${key}.discovery`),
  );
});

test('the fix does away with the finding', () => {
  const [finding] = found({ old: cut({}), young: cut({}) });
  expect(finding?.fix).toContain('attributes: { workload: young } at "young" and { workload: old } at "old"');
  expect(found({ old: cut({ workload: 'old' }), young: cut({ workload: 'young' }) })).toEqual([]);
  expect(found({ old: cut({}), young: cut({}, 'young') })).toEqual([]);
});

test('a retired workload conflicts with nothing', () => {
  const { workloads, ...rest } = library({ old: cut({}), young: cut({}) }) as Readonly<Record<string, Said>>;
  const retired = { ...(workloads?.['old'] as Said), retired: true };
  const topology = parsed({ ...rest, workloads: { ...workloads, old: retired } });
  expect(lower(topology).findings.map(({ rule }) => rule)).not.toContain('discovery/shared-service');
});
