import * as fc from 'fast-check';
import { arbitraryMesh, writtenOfMesh, type Mesh } from '../planner/arbitrary';
import { atStage, loweredOf, mixed, STAGES, verdictTexts, type Stage, type Tree } from './mixed';

/** Whether something of a mesh is written, and does not follow from defaults. */
interface Variant {
  readonly dataPlane: 'envoy' | 'app-mesh';
  readonly trust: boolean;
  readonly named: boolean;
  /** cert-manager has certificates issued. */
  readonly stored: boolean;
}

const variants: fc.Arbitrary<Variant> = fc.record({
  dataPlane: fc.constantFrom('envoy', 'app-mesh'),
  trust: fc.boolean(),
  named: fc.boolean(),
  stored: fc.boolean(),
});

/** A certificate of a workload that cert-manager has issued. */
const storedOf = (key: string, workload: Tree, authority: string) => ({
  store: {
    kind: 'kubernetes-secret',
    secret: key,
    authority,
    names: [`${key}.${String(workload['account'])}.zoo.internal`, `${key}.example.com`],
  },
  certificate: { kind: 'file', chain: '/certs/tls.crt', privateKey: '/certs/tls.key', store: key },
});

const recordOf = (value: unknown) => value as Readonly<Record<string, Tree>>;

/** A random mesh in which some workloads name the authority in what they trust, or in their certificates. */
const writtenIn =
  (mesh: Mesh, { dataPlane, trust, named, stored }: Variant) =>
  (authority: string): Tree => {
    const written = writtenOfMesh(mesh);
    const workloads = Object.entries(recordOf(written['workloads']));
    const secrets = workloads
      .filter((_, index) => stored && index % 3 === 1)
      .map(([key, workload]) => [key, storedOf(key, workload, authority)] as const);
    return {
      ...written,
      dataPlane,
      workloads: Object.fromEntries(
        workloads.map(([key, workload], index) => [
          key,
          trust && index % 2 === 0
            ? { ...workload, callDefaults: { trust: { kind: 'private-ca', authorities: authority } } }
            : workload,
        ]),
      ),
      stores: Object.fromEntries(secrets.map(([key, { store }]) => [key, store])),
      certificates: Object.fromEntries([
        ...workloads
          .filter((_, index) => named && index % 3 === 0)
          .map(([key]) => [key, { kind: 'issued', authority }] as const),
        ...secrets.map(([key, { certificate }]) => [key, certificate] as const),
      ]),
    };
  };

const PAIRS = STAGES.slice(1).map((after, index): readonly [Stage, Stage] => [
  STAGES[index] ?? 'before',
  after,
]);

test.each(PAIRS)(
  'from %s to %s, every two sides verify each other, whichever of them are new',
  (before, after) => {
    fc.assert(
      fc.property(arbitraryMesh, variants, fc.infiniteStream(fc.boolean()), (mesh, variant, coins) => {
        const written = writtenIn(mesh, variant);
        const [old, fresh] = [loweredOf(atStage(written, before)), loweredOf(atStage(written, after))];
        const isNew = new Map(fresh.parties.map(({ id }) => [id, coins.next().value === true]));
        const meant = verdictTexts(mixed(old, old, () => false));
        expect(verdictTexts(mixed(old, fresh, (id) => isNew.get(id) === true))).toEqual(meant);
        expect(verdictTexts(mixed(old, fresh, () => true))).toEqual(meant);
      }),
      { numRuns: 60 },
    );
  },
);

const two = (authority: string): Tree => ({
  mesh: 'shop',
  region: 'eu-central-1',
  accounts: { one: { id: '111111111111', network: { cidr: '10.0.0.0/16' } } },
  certificates: { api: { kind: 'issued', authority } },
  workloads: {
    web: { account: 'one', listens: { port: 80, protocol: 'http' }, calls: ['api'] },
    api: { account: 'one', listens: { port: 81, protocol: 'http' } },
  },
});

const twoOfStore = (authority: string): Tree => {
  const { store, certificate } = storedOf('api', { account: 'one' }, authority);
  return {
    ...two(authority),
    stores: { api: { ...store, names: ['api.one.shop.internal'] } },
    certificates: { api: certificate },
  };
};

const isNewOf = (key: string) => (id: string) => id === `workload/${key}`;

test('a certificate that cert-manager has issued is verified as one of ACM', () => {
  const verdicts = (written: (authority: string) => Tree) =>
    STAGES.map((stage) => verdictTexts(loweredOf(atStage(written, stage))));
  expect(verdicts(twoOfStore)).toEqual(verdicts(two));
});

describe.each([
  ['ACM', two],
  ['cert-manager', twoOfStore],
] as const)('with a certificate by %s', (_, meant) => {
  test.each<readonly [Stage, Stage, string]>([
    ['before', 'issue', 'api'],
    ['before', 'issue', 'web'],
    ['before', 'after', 'api'],
    ['before', 'after', 'web'],
    ['trust', 'finish', 'web'],
    ['trust', 'finish', 'api'],
    ['trust', 'after', 'web'],
  ])('from %s to %s at once, the call breaks while only %s is new', (before, after, key) => {
    const [old, fresh] = [loweredOf(atStage(meant, before)), loweredOf(atStage(meant, after))];
    expect(verdictTexts(mixed(old, fresh, isNewOf(key))).join('\n')).toContain(' broken ');
  });

  test.each<readonly [Stage, Stage]>([
    ['trust', 'before'],
    ['issue', 'trust'],
    ['finish', 'issue'],
  ])('the way back from %s to %s is as safe', (before, after) => {
    const [old, fresh] = [loweredOf(atStage(meant, before)), loweredOf(atStage(meant, after))];
    for (const key of ['web', 'api'])
      expect(verdictTexts(mixed(old, fresh, isNewOf(key))).join('\n')).not.toContain(' broken ');
  });
});
