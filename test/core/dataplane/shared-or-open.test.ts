import { judge } from '../../../core/judge';
import { source } from './written';

type Things = Readonly<Record<string, object>>;

const mall = (workloads: Things, services: Things, calls: readonly string[], parameters: object = {}) => ({
  mesh: 'mall',
  region: 'eu-north-1',
  owner: 'shop',
  dataPlane: 'app-mesh',
  acceptEnded: true,
  accounts: { shop: { id: '333333333333', network: { cidr: '10.40.0.0/16' } } },
  authority: { kind: 'private-ca', commonName: 'mall root' },
  parameters,
  workloads: { till: { account: 'shop', calls }, ...workloads },
  services,
});
const at = (port: unknown, protocol = 'tcp', more: object = {}) => ({
  account: 'shop',
  listens: { port, protocol },
  ...more,
});
const found = (hostname: unknown) => at(80, 'http', { discovery: { kind: 'dns', hostname } });
const inCloudMap = (service: string, more: object = {}) =>
  at(80, 'http', { discovery: { kind: 'cloud-map', service, ...more } });

function judged(written: object, values: Readonly<Record<string, string>> = {}) {
  const result = judge(source(written), { values });
  if (result.kind !== 'judged') throw new Error(JSON.stringify(result.findings));
  return {
    edges: result.edges.map(({ server, verdict, reason, missing }) =>
      [server.replace('workload/', ''), verdict === 'verified' ? verdict : reason, missing ?? '']
        .join(' ')
        .trim(),
    ),
    errors: result.findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule),
  };
}

const split = { all: { routes: [{ to: { one: 1, two: 1 } }] } };
const canary = {
  all: {
    routes: [
      { name: 'canary', priority: 1, prefix: '/', headers: { 'x-next': 'yes' }, to: 'two' },
      { name: 'rest', priority: 2, prefix: '/', to: 'one' },
    ],
  },
};
const P = { PORT: { type: 'number' }, HOST: { type: 'string' }, NEXT: { type: 'string' } };

describe('targets of a service at one address', () => {
  test.each<readonly [string, Things, Things]>([
    [
      'in Cloud Map and by its name in DNS',
      { one: inCloudMap('s'), two: found('S.shop.mall.internal') },
      split,
    ],
    [
      'by the same name in DNS, of two routes',
      { one: found('s.mall.example'), two: found('s.mall.example') },
      canary,
    ],
    [
      'in one Cloud Map service, of two routes',
      { one: inCloudMap('s', { attributes: { a: 'b' } }), two: found('s.shop.mall.internal') },
      canary,
    ],
  ])('%s are alike', (_, workloads, services) => {
    expect(judged(mall(workloads, services, ['all']))).toEqual({
      edges: ['one targets-alike', 'two targets-alike'],
      errors: ['route/targets-alike'],
    });
  });

  test.each<readonly [string, Things, Things]>([
    ['of other names', { one: inCloudMap('s'), two: found('s.mall.example') }, canary],
    [
      'of other attributes',
      { one: inCloudMap('s', { attributes: { v: '1' } }), two: inCloudMap('s', { attributes: { v: '2' } }) },
      canary,
    ],
    [
      'of other ports',
      {
        one: found('s.mall.example'),
        two: {
          ...found('s.mall.example'),
          ...at(81, 'http'),
          discovery: { kind: 'dns', hostname: 's.mall.example' },
        },
      },
      { all: { ...canary.all, routerListens: { port: 80, protocol: 'http' } } },
    ],
    [
      'of names that differ whatever the parameter is',
      { one: found('a.${parameter.HOST}'), two: found('b.${parameter.HOST}') },
      split,
    ],
  ])('%s are not', (_, workloads, services) => {
    const { edges, errors } = judged(mall(workloads, services, ['all'], P));
    expect(edges.filter((edge) => edge.includes('alike') || edge.includes('parameter'))).toEqual([]);
    expect(errors).toEqual([]);
  });

  test.each<readonly [string, Things, string]>([
    ['a host name', { one: found('s.mall.example'), two: found({ parameter: 'HOST' }) }, 'HOST'],
    [
      'two host names',
      { one: found({ parameter: 'NEXT' }), two: found({ parameter: 'HOST' }) },
      'HOST", parameter "NEXT',
    ],
  ])('is undecided where %s waits for a parameter', (_, workloads, names) => {
    const waiting = `parameter-open parameter "${names}"`;
    expect(judged(mall(workloads, split, ['all'], P)).edges).toEqual([`one ${waiting}`, `two ${waiting}`]);
  });
});

describe('services on one port of a caller', () => {
  const store = (port: unknown) => ({ books: at(5432), stock: at(port) });

  test('are undecided where a port waits for a parameter, and decided by its value', () => {
    const written = mall(store({ parameter: 'PORT' }), {}, ['books', 'stock'], P);
    const waiting = 'parameter-open parameter "PORT"';
    expect(judged(written).edges).toEqual([`books ${waiting}`, `stock ${waiting}`]);
    expect(judged(written, { PORT: '5433' }).edges).toEqual(['books verified', 'stock verified']);
    expect(judged(written, { PORT: '5432' }).edges).toEqual(['books port-shared', 'stock port-shared']);
  });

  test('are decided where all of them are HTTP', () => {
    const web = { books: at(80, 'http'), stock: at({ parameter: 'PORT' }, 'http') };
    expect(
      judged(mall(web, {}, ['books', 'stock'], P)).edges.filter((edge) => edge.startsWith('books')),
    ).toEqual(['books verified']);
  });

  test('a route at a port that its router lacks takes no port', () => {
    const services = {
      stock: { routes: [{ to: 'stock', port: 5432 }], routerListens: { port: 5433, protocol: 'tcp' } },
    };
    expect(judged(mall(store(5432), services, ['books', 'stock']))).toEqual({
      edges: ['books verified', 'stock port-not-routed'],
      errors: ['route/port'],
    });
  });
});
