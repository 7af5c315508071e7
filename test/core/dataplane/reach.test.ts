import { judge } from '../../../core/judge';
import { source } from './written';

interface Written {
  readonly services?: object;
  readonly gateways?: object;
  readonly workloads?: object;
  readonly defaults?: string;
}

const listening = (port: number, more: object = {}, protocol = 'http') => ({
  account: 'post',
  listens: { port, protocol, ...more },
});

/** A desk that calls what sorts letters, and what stamps them. */
const office = ({ services = {}, gateways = {}, workloads = {}, ...more }: Written) =>
  judge(
    source({
      mesh: 'office',
      region: 'eu-north-1',
      owner: 'post',
      dataPlane: 'app-mesh',
      acceptEnded: true,
      accounts: { post: { id: '444444444444', network: { cidr: '10.50.0.0/16' } } },
      authority: { kind: 'private-ca', commonName: 'post root' },
      workloads: {
        desk: { account: 'post', calls: ['sorter', 'stamps'] },
        sorter: listening(7100),
        stamps: listening(7200),
        ...workloads,
      },
      services,
      gateways,
      ...more,
    }),
  );

function judged(written: Written) {
  const result = office(written);
  if (result.kind !== 'judged') throw new Error(JSON.stringify(result.findings));
  return {
    edges: result.edges.map(
      ({ client, server, port, dialled, verdict }) =>
        `${verdict} ${client.replace(/^\w+\//, '')} ${server.replace(/^\w+\//, '')}:${port} by ${dialled}`,
    ),
    findings: result.findings.map(({ severity, rule, at }) => `${severity} ${rule} ${at.path.join('.')}`),
    texts: result.findings.map(({ summary, fix }) => `${summary}; ${fix}`),
  };
}

const STAMPS = 'verified desk stamps:7200 by 7200';
const SORTER = 'verified desk sorter:7100 by 7100';

describe('the port that callers use', () => {
  test('is that of the router, or of the workload itself', () => {
    const services = {
      sorter: { routes: [{ to: 'sorter' }], routerListens: { port: 80, protocol: 'http' } },
    };
    expect(judged({ services })).toMatchObject({
      edges: ['verified desk sorter:7100 by 80', STAMPS],
      findings: [],
    });
  });

  test('distinguishes the two ways to one listener', () => {
    const services = {
      sorter: {
        routes: [80, 81].map((port) => ({ name: `p${port}`, prefix: '/', port, to: 'sorter' })),
        routerListens: [80, 81].map((port) => ({ port, protocol: 'http' })),
      },
    };
    expect(judged({ services }).edges).toEqual([
      'verified desk sorter:7100 by 80',
      'verified desk sorter:7100 by 81',
      STAMPS,
    ]);
  });

  const routes = [{ prefix: '/', to: { fast: 10, slow: 90 } }];
  const lanes = { fast: listening(7301), slow: listening(7300) };

  test('is not chosen where targets listen on different ones, and both are named', () => {
    const { findings, texts, edges } = judged({ services: { sorter: { routes } }, workloads: lanes });
    expect(findings).toContain('warning service/router-port services.sorter');
    expect(texts).toContainEqual(
      `service "sorter" does not say where its router listens, so it listens on 7301, as "fast" does; "slow" listens on 7300; write the port that callers use: routerListens: { port: 7301, protocol: 'http' }`,
    );
    expect(edges).toContain('verified desk slow:7300 by 7301');
  });

  test.each([
    ['routerListens', { routerListens: { port: 7301, protocol: 'http' }, routes }, lanes],
    ['one port of all', { routes }, { fast: listening(7300), slow: listening(7300) }],
    [
      'targets that name one port',
      {
        routes: [
          {
            to: [
              { workload: 'fast', port: 1 },
              { workload: 'slow', port: 1 },
            ],
          },
        ],
      },
      {
        fast: { account: 'post', listens: [1, 2].map((port) => ({ port, protocol: 'http' })) },
        slow: listening(1),
      },
    ],
  ])('is known with %s', (_, sorter, workloads) => {
    expect(judged({ services: { sorter }, workloads }).findings).not.toContainEqual(
      expect.stringContaining('service/router-port'),
    );
  });
});

describe('routes name their ports from the beginning', () => {
  const routeOf = (written: Written) => {
    const result = office(written);
    if (result.kind !== 'judged') throw new Error('not a topology');
    const { services, gateways } = result.topology;
    const provider = services['sorter']?.provider;
    const [route] = provider?.kind === 'router' ? provider.router.routes : [];
    const [entered] = gateways['hatch']?.routes ?? [];
    return [route?.match.port, route?.targets[0]?.port, entered?.match.port, entered?.targetPort];
  };
  const services = {
    sorter: { routes: [{ to: 'sorter' }], routerListens: { port: 80, protocol: 'http' } },
    stamps: { to: 'stamps' },
  };
  const gateways = {
    hatch: { listens: { port: 8443, protocol: 'http' }, routes: [{ service: 'sorter', prefix: '/' }] },
  };

  test('on both ends, in routers and gateways', () =>
    expect(routeOf({ services, gateways })).toEqual([80, 7100, 8443, 80]));

  test('but not where what exists is described', () =>
    expect(routeOf({ services, gateways, defaults: 'api' })).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]));
});

describe('targets that are found at one place', () => {
  const route = { sorter: { routes: [{ prefix: '/', to: { fast: 10, slow: 90 } }] } };
  const dns = (hostname: string, port = 7300) => ({
    ...listening(port),
    discovery: { kind: 'dns', hostname },
  });
  const registered = (attributes?: object) => ({
    ...listening(7300),
    discovery: { kind: 'cloud-map', existing: true, namespace: 'lanes', service: 'lane', attributes },
  });

  test.each([
    ['one host name', dns('lanes.example'), dns('LANES.example.')],
    ['one Cloud Map service', registered(), registered()],
    ['the same attributes', registered({ lane: 'x' }), registered({ lane: 'x' })],
    ['attributes of one alone', registered({ lane: 'x' }), registered()],
  ])('%s: both are broken and named', (_, fast, slow) => {
    const { edges, findings, texts } = judged({ services: route, workloads: { fast, slow } });
    expect(edges).toEqual(['broken desk fast:7300 by 7300', 'broken desk slow:7300 by 7300', STAMPS]);
    expect(findings).toContain('error route/targets-alike services.sorter.routes.0');
    expect(texts.find((text) => text.includes('the same discovery'))).toMatch(/"fast".*"slow"/);
  });

  test.each([
    ['two host names', dns('fast.example'), dns('slow.example')],
    ['two ports', dns('lanes.example'), dns('lanes.example', 7301)],
    ['attributes, as the fix has them', registered({ version: 'fast' }), registered({ version: 'slow' })],
  ])('%s: they are reported apart', (_, fast, slow) => {
    const { findings } = judged({
      services: { sorter: { ...route.sorter, routerListens: { port: 80, protocol: 'http' } } },
      workloads: { fast, slow },
    });
    expect(findings.filter((finding) => finding.startsWith('error'))).toEqual([]);
  });
});

describe('what no request ever matches', () => {
  test.each([':authority', ':path', 'host', 'Host'])('the header %s in a route', (name) => {
    const services = { sorter: { routes: [{ prefix: '/', headers: { [name]: 'x' }, to: 'sorter' }] } };
    expect(judged({ services })).toMatchObject({
      edges: ['broken desk sorter:7100 by 7100', STAMPS],
      findings: [`error route/header services.sorter.routes.0.headers.${name}`],
      texts: [expect.stringContaining(name)],
    });
  });

  test('pseudo headers as metadata', () => {
    const routes = [{ protocol: 'grpc', metadata: { ':authority': 'x' }, to: 'sorter' }];
    const workloads = { sorter: listening(7100, {}, 'grpc') };
    expect(judged({ services: { sorter: { routes } }, workloads }).findings).toEqual([
      'error route/header services.sorter.routes.0.metadata.:authority',
    ]);
  });

  const hatch = (...routes: object[]) => ({
    hatch: {
      listens: { port: 8443, protocol: 'http' },
      routes: routes.map((route, index) => ({ name: `r${index}`, prefix: '/', service: 'sorter', ...route })),
    },
  });

  test('the host of a gateway route with a port, and the fix', () => {
    const wrong = judged({ gateways: hatch({ hostname: 'post.example:8443' }) });
    expect(wrong.findings).toEqual(['error route/host gateways.hatch.routes.0.hostname']);
    expect(wrong.edges).toContain('broken hatch sorter:7100 by 7100');
    expect(wrong.texts).toEqual([expect.stringContaining("write hostname: 'post.example'")]);
    expect(judged({ gateways: hatch({ hostname: 'post.example' }) }).findings).toEqual([]);
  });

  test('of two routes of a gateway to one service, only the refused one is broken', () => {
    const gateways = {
      hatch: {
        ...hatch({ port: 8443 }, { prefix: '/other' }).hatch,
        listens: [8443, 8444].map((port) => ({ port, protocol: 'http' })),
      },
    };
    const { edges } = judged({ gateways });
    expect(edges.filter((edge) => edge.includes('hatch') && !edge.includes('outside'))).toEqual([
      'verified hatch sorter:7100 by 7100',
      'broken hatch sorter:7100 by 7100',
    ]);
  });
});

describe('one value that App Mesh does not accept', () => {
  const ROUTE = 'services.sorter.routes.0';
  const routed = (more: object) => ({ sorter: { routes: [{ prefix: '/', to: 'sorter', ...more }] } });

  test.each<readonly [string, object, string]>([
    ['an empty header', { headers: { lane: { prefix: '' } } }, `app-mesh/limit ${ROUTE}`],
    ['an empty path', { path: '', prefix: undefined }, `route/path ${ROUTE}`],
    ['a priority', { priority: 5000 }, `app-mesh/limit ${ROUTE}`],
    [
      'a status of gRPC',
      { retry: { times: 1, perTry: '1s', on: ['unavailable'] } },
      `app-mesh/not-for-protocol ${ROUTE}`,
    ],
  ])('%s breaks its route, and no other', (_, more, rule) => {
    const { edges, findings } = judged({ services: routed(more) });
    expect(edges).toEqual(['broken desk sorter:7100 by 7100', STAMPS]);
    expect(findings).toContain(`error ${rule}`);
  });

  test('a health check that is too fast breaks all that its workload takes part in', () => {
    const workloads = {
      sorter: { ...listening(7100, { healthCheck: { intervalMillis: 1 } }), calls: ['stamps'] },
    };
    expect(judged({ workloads }).edges).toEqual([
      'broken desk sorter:7100 by 7100',
      STAMPS,
      'broken sorter stamps:7200 by 7200',
    ]);
  });

  test('retries on tcp are refused, and the rest is judged', () => {
    const services = { sorter: { routes: [{ to: 'sorter', retry: { times: 1, perTry: '1s' } }] } };
    const { edges, findings } = judged({ services, workloads: { sorter: listening(7100, {}, 'tcp') } });
    expect(edges).toEqual(['broken desk sorter:7100 by 7100', STAMPS]);
    expect(findings).toEqual([`error app-mesh/not-for-protocol ${ROUTE}`]);
  });

  test('an empty query parameter is what the provider cannot write', () => {
    const { edges, findings } = judged({ services: routed({ query: { lane: '' } }) });
    expect(edges).toEqual([SORTER, STAMPS]);
    expect(findings).toEqual([`error app-mesh/provider-gap ${ROUTE}.query`]);
  });

  test.each<readonly [string, object]>([
    ['retries without number', { retry: { times: 500, perTry: '1s' } }],
    ['a range beyond 32 bits', { headers: { lane: { range: [-5_000_000_000, 5_000_000_000] } } }],
  ])('%s: App Mesh takes it', (_, more) =>
    expect(judged({ services: routed(more) })).toMatchObject({ edges: [SORTER, STAMPS], findings: [] }),
  );

  test('the path of a tcp health check is ignored, and reported as such', () => {
    const workloads = { sorter: listening(7100, { healthCheck: { path: '/alive' } }, 'tcp') };
    expect(judged({ workloads })).toMatchObject({
      edges: [SORTER, STAMPS],
      findings: ['warning listener/health-check-path workloads.sorter.listens.healthCheck.path'],
    });
  });
});

test.each([
  [443, ['warning app-mesh/privileged-port gateways.hatch.listens']],
  [1024, []],
  [8443, []],
])('a gateway on port %d', (port, findings) => {
  const routes = [{ prefix: '/', service: 'sorter' }];
  const written = { gateways: { hatch: { listens: { port, protocol: 'http' }, routes } } };
  expect(judged(written).findings).toEqual(findings);
});
