import { judge } from '../../../../core/judge';
import { source } from '../written';
import { yelb } from '../yelb';
import { onEnvoy, shop } from './on-envoy';

const at = { account: 'shop' };
const listens = (port: number, more: object = {}) => ({ port, protocol: 'http', ...more });
const api = { ...at, listens: listens(8080) };

test.each([
  [
    'a port that is the proxy’s of another listener',
    { api: { ...at, listens: [listens(4567), listens(24_567)] } },
    'envoy/port-taken',
  ],
  [
    'the port of the administration interface',
    { api: { ...at, listens: listens(9901) } },
    'envoy/port-taken',
  ],
  [
    'a port that the kernel redirects to',
    { api: { ...at, interception: 'iptables', listens: listens(15_001) } },
    'envoy/port-taken',
  ],
  [
    'workloads that only attributes distinguish',
    {
      api: {
        ...at,
        listens: listens(8080),
        discovery: { kind: 'cloud-map', service: 'one', attributes: { v: '1' } },
      },
      next: {
        ...at,
        listens: listens(8081),
        discovery: { kind: 'cloud-map', service: 'one', attributes: { v: '2' } },
      },
    },
    // That DNS does not know attributes is reported, too, for each.
    'data-plane/loss',
    'envoy/shared-name',
  ],
  [
    'an existing namespace',
    {
      api: {
        ...at,
        listens: listens(8080),
        discovery: { kind: 'cloud-map', namespace: 'old.internal', existing: true },
      },
    },
    'envoy/existing-namespace',
  ],
  [
    'services on one port behind the kernel',
    {
      api: { ...at, listens: { port: 5432, protocol: 'tcp' } },
      next: { ...at, listens: { port: 5432, protocol: 'tcp' } },
      web: { ...at, interception: 'iptables', calls: ['api', 'next'] },
    },
    'route/shared-port',
  ],
])('%s is reported', (_, workloads, ...rules) => {
  expect(onEnvoy(shop(workloads)).rules).toEqual(rules);
});

test('services of one name are on one address', () => {
  const services = { api: { name: 'x.shop.mall.internal' }, next: { name: 'x.shop.mall.internal' } };
  const { rules } = onEnvoy(shop({ api, next: api, web: { ...at, calls: ['api', 'next'] } }, { services }));
  expect(rules).toEqual(['envoy/same-address']);
});

test('services of TCP on one port are no problem where each has an address', () => {
  const tcp = { ...at, listens: { port: 5432, protocol: 'tcp' } };
  expect(onEnvoy(shop({ api: tcp, next: tcp, web: { ...at, calls: ['api', 'next'] } })).rules).toEqual([]);
});

test.each([
  [
    [4567, 24_567],
    'port 24567 of "api" is used by the proxy of its listener 4567 (4567 + 20000) and by its own listener',
  ],
  [
    [60_000, 40_000],
    'port 40000 of "api" is used by the proxy of its listener 60000 (60000 - 20000) and by its own listener',
  ],
  [[9901], 'port 9901 of "api" is used by the administration of the proxy and by its own listener'],
])('of the listeners %j, the finding says what uses a port twice', (ports, summary) => {
  const judged = judge(source(shop({ api: { ...at, listens: ports.map((port) => listens(port)) } })), {
    dataPlane: 'envoy',
  });
  const summaries = 'findings' in judged ? judged.findings.map((finding) => finding.summary) : [];
  expect(summaries).toContain(summary);
});

test('the fix of a taken port is a free one', () => {
  const written = (port: number) => shop({ api: { ...at, listens: [listens(4567), listens(port)] } });
  const judged = judge(source(written(24_567)));
  const fix =
    'findings' in judged ? judged.findings.find(({ rule }) => rule === 'envoy/port-taken')?.fix : '';
  expect(onEnvoy(written(Number(/\d+/.exec(fix ?? '')?.[0]))).rules).toEqual([]);
});

test('every call of Yelb is mutual, and its entry is encrypted', () => {
  const judged = judge(source({ ...yelb, accept: [{ finding: 'data-plane/ended', because: 'local' }] }), {
    dataPlane: 'envoy',
  });
  if (judged.kind !== 'judged') throw new Error(JSON.stringify(judged.findings));
  expect(
    judged.edges.map(({ client, server, port, verdict }) => [client, server, port, verdict].join(' ')),
  ).toEqual(
    expect.arrayContaining([
      'load-balancer/yelb-ui:80 workload/yelb-ui 10080 encrypted',
      'workload/yelb-appserver workload/redis-server 6379 mutual',
      'workload/yelb-appserver workload/yelb-db 5432 mutual',
      'workload/yelb-ui workload/yelb-appserver 4567 mutual',
    ]),
  );
  expect(judged.findings.map(({ rule }) => rule)).toEqual(['entry/plaintext']);
});

describe('a certificate that is not of one party alone', () => {
  const all = { certificates: { all: { kind: 'issued', names: ['*.shop.mall.internal'] } } };
  const using = (port: number, certificate: string | undefined, calls: readonly string[] = []) => ({
    ...at,
    listens: listens(port, certificate === undefined ? {} : { tls: { certificate } }),
    calls,
  });
  const callers = { ...at, calls: ['api', 'one', 'two'] };
  const found = (workloads: object, more: object = all) =>
    onEnvoy(shop({ api, callers, ...workloads }, more)).rules;

  test('lets in who does not call', () => {
    expect(found({ one: using(81, 'all', ['api']), two: using(82, 'all') })).toEqual([
      'envoy/shared-identity',
    ]);
  });

  test('is right where all of them call', () => {
    expect(found({ one: using(81, 'all', ['api', 'two']), two: using(82, 'all', ['api', 'one']) })).toEqual(
      [],
    );
  });

  test('may be a wildcard that covers the name of another', () => {
    expect(found({ one: using(81, undefined, ['api']), two: using(82, 'all') })).toEqual([
      'envoy/shared-identity',
    ]);
  });

  test('is not a wildcard for other names', () => {
    const more = {
      certificates: { all: { kind: 'issued', names: ['*.two.mall.internal', 'two.shop.mall.internal'] } },
    };
    expect(found({ one: using(81, undefined, ['api']), two: using(82, 'all') }, more)).toEqual([]);
  });

  test('is harmless where its authority is not trusted', () => {
    const authorities = {
      root: { kind: 'private-ca', commonName: 'mall root' },
      other: { kind: 'private-ca', commonName: 'other root' },
    };
    const more = {
      authority: undefined,
      authorities,
      certificates: { all: { ...all.certificates.all, authority: 'other' } },
    };
    const workloads = { one: using(81, undefined, ['api']), two: using(82, 'all') };
    const { rules } = onEnvoy(shop({ api, ...workloads, callers: { ...at, calls: ['two'] } }, more));
    expect(rules).toEqual([]);
  });
});

test('a load balancer meets its own listener also where the port is open', () => {
  const written = shop(
    {
      api: {
        ...at,
        listens: { ...listens(0), port: { parameter: 'PORT' } },
        entry: { port: 443, tls: { certificate: 'door' } },
      },
      web: { ...at, calls: ['api'] },
    },
    {
      parameters: { PORT: { type: 'number' } },
      certificates: {
        door: {
          kind: 'acm',
          arn: 'arn:aws:acm:eu-north-1:333333333333:certificate/11111111-0000-4000-8000-000000000000',
        },
      },
    },
  );
  const judged = judge(source(written), { dataPlane: 'envoy' });
  if (judged.kind !== 'judged') throw new Error(JSON.stringify(judged.findings));
  expect(judged.edges.map(({ client, server, verdict }) => [client, server, verdict].join(' '))).toEqual([
    'outside load-balancer/api:443 encrypted',
    'load-balancer/api:443 workload/api encrypted',
    'workload/web workload/api mutual',
  ]);
});
