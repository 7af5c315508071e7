import { judge, type Judgement, type JudgeOptions } from '../../../core/judge';
import { dataPlanes } from '../../../core/dataplane';
import { differencesOf, lossesOf, type Features } from '../../../core/dataplane/features';
import { noPositions } from '../../../core/source';
import { pathText, topologyOf, type Finding, type Topology } from '../../../core/topology';
import { foundIn, mesh, written, type Patch } from '../fixes/followed';

/** The two workloads that call each other, with a change. */
const changed = (patch: Patch): Patch => written({ ...mesh, acceptEnded: undefined }, patch);

function parsed(patch: Patch): Topology {
  const result = topologyOf(changed(patch));
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  return result.value;
}

const featuresOf = (plane: 'app-mesh' | 'envoy'): Features => dataPlanes[plane]?.features ?? {};

/** Where each feature is used: `feature: place`. */
const different = (patch: Patch, plane: 'app-mesh' | 'envoy' = 'envoy'): readonly string[] =>
  differencesOf(parsed(patch), featuresOf(plane)).flatMap(({ feature, at }) =>
    at.map((path) => `${feature}: ${pathText(path)}`),
  );

const api = (more: object): Patch => ({ workloads: { api: more } });
const found = { kind: 'cloud-map', attributes: { track: 'blue' } };
const door = (more: object): Patch => ({
  gateways: {
    door: { routes: [{ service: 'api' }], listens: { port: 8443, protocol: 'http', ...more } },
  },
});

/** What every mesh of two workloads has that says nothing else. */
const usual = [
  'mesh.egress: mesh',
  'discovery.kind: workloads.api.discovery',
  'listener.port: workloads.api.listens',
  'certificate.kind: workloads.api',
];

test('of Envoys, four things are different wherever nothing is written, and nothing is lost', () => {
  const all = different({});
  expect(all).toEqual(expect.arrayContaining(usual));
  expect(new Set(all.map((line) => line.split(':')[0]))).toEqual(
    new Set(usual.map((line) => line.split(':')[0])),
  );
});

const uses: readonly (readonly [what: string, patch: Patch, expected: readonly string[]])[] = [
  ['attributes', api({ discovery: found }), ['discovery.attributes: workloads.api.discovery.attributes']],
  [
    'a policy that is not enforced',
    { workloads: { web: { calls: [{ service: 'api', policy: { enforce: false } }] } } },
    ['client-policy.enforce: workloads.web.calls[0].policy'],
  ],
  [
    'a default that is not enforced',
    { workloads: { web: { callDefaults: { enforce: false } } } },
    ['client-policy.enforce: workloads.web.callDefaults'],
  ],
  ['a workload of others', api({ existing: true }), ['workload.existing: workloads.api']],
  [
    'a health check of another port',
    api({ listens: { healthCheck: { port: 9000 } } }),
    ['healthCheck.port: workloads.api.listens.healthCheck.port'],
  ],
  [
    'a mesh that exists',
    {
      mesh: { name: 'shop', existing: true },
      authority: {
        kind: 'existing-ca',
        commonName: undefined,
        arn: 'arn:aws:acm-pca:eu-west-1:111111111111:certificate-authority/11111111-0000-4000-8000-000000000000',
      },
    },
    ['mesh.existing: mesh.existing'],
  ],
  [
    'a service of which nothing else is known',
    {
      services: { other: { existing: true, account: 'back', name: 'other.back.shop.internal' } },
      workloads: { web: { calls: ['api', { service: 'other', policy: 'none' }] } },
    },
    ['service.existing: services.other'],
  ],
  [
    'a health check of a gateway',
    door({ healthCheck: { path: '/ready' } }),
    ['gateway-listener.healthCheck: gateways.door.listens.healthCheck'],
  ],
];

test.each(uses)('of Envoys, %s is also different', (_, patch, expected) => {
  const more = different(patch).filter(
    (line) => !usual.some((each) => line.startsWith(each.split(':')[0] ?? '')),
  );
  expect(more).toEqual(expected);
});

test('every feature that Envoys approximate or lose is used above', () => {
  const used = [...usual, ...uses.flatMap(([, , expected]) => expected)].map((line) => line.split(':')[0]);
  const rows = Object.entries(featuresOf('envoy')).flatMap(([feature, row]) =>
    row.support !== 'native' && typeof row.by === 'function' ? [feature] : [],
  );
  expect(used).toEqual(expect.arrayContaining(rows));
});

test.each<[string, Patch]>([
  ['a retired workload', api({ discovery: found, retired: true })],
  ['a workload that exists', api({ discovery: found, existing: true })],
  ['a retired account', { ...api({ discovery: found }), accounts: { back: { retired: true } } }],
  ['no attributes', api({ discovery: { kind: 'cloud-map', attributes: {} } })],
  [
    'a service that is described and not called',
    { services: { other: { existing: true, account: 'back', name: 'other.back.shop.internal' } } },
  ],
  ['the default check of a gateway', door({})],
])('of Envoys, nothing is lost in %s', (_, patch) => {
  expect(lossesOf(parsed(patch), { features: featuresOf('envoy') })).toEqual([]);
  expect(different(patch).filter((line) => line.startsWith('gateway-listener'))).toEqual([]);
});

test('of Envoys, interception changes neither ports nor what the proxy sees', () => {
  const intercepted = {
    accounts: { front: { interception: 'iptables' }, back: { interception: 'iptables' } },
  };
  expect(different(intercepted).filter((line) => /^(mesh|listener)/.test(line))).toEqual([]);
  const open = { mesh: { name: 'shop', egress: 'ALLOW_ALL' } };
  expect(different(open).filter((line) => line.startsWith('mesh'))).toEqual([]);
  const half = { accounts: { front: { interception: 'iptables' } } };
  expect(different(half)).toEqual(
    expect.arrayContaining(['mesh.egress: mesh', 'listener.port: workloads.api.listens']),
  );
});

test('nothing that a topology can say is reported twice on App Mesh: its rules refuse it', () => {
  expect(different(api({ discovery: found }), 'app-mesh')).toEqual([]);
});

const rsa = { certificates: { api: { kind: 'issued', keyAlgorithm: 'EC_prime256v1' } } };
const http = (route: object, protocol = 'http'): Patch => ({
  ...door({ protocol }),
  ...(protocol === 'grpc' && api({ listens: { port: 8080, protocol } })),
  gateways: {
    door: { listens: { port: 8443, protocol }, entry: { port: 443 }, routes: [{ service: 'api', ...route }] },
  },
});
const rootTrust = { kind: 'private-ca', authorities: 'root' };

/** A use of each feature of App Mesh that one of its rules refuses. */
const refused: Readonly<Record<string, Patch>> = {
  'healthCheck.port': api({ listens: { healthCheck: { port: 9000 } } }),
  'discovery.ipPreference': api({ discovery: { kind: 'cloud-map', ipPreference: 'IPv4_ONLY' } }),
  'connectionPool.maxConnections': api({
    listens: { protocol: 'http2', connectionPool: { maxRequests: 1, maxConnections: 1 } },
  }),
  'connectionPool.maxPendingRequests': api({
    listens: { protocol: 'http2', connectionPool: { maxRequests: 1, maxPendingRequests: 1 } },
  }),
  'connectionPool.maxRequests': api({ listens: { connectionPool: { maxConnections: 1, maxRequests: 1 } } }),
  'tls.clients.trust': api({ listens: { tls: { clients: { trust: rootTrust } } } }),
  'client-policy.certificate': {
    certificates: { web: { kind: 'issued', names: ['web.front.shop.internal'] } },
    workloads: { web: { callDefaults: { certificate: 'web' } } },
  },
  'certificate.keyAlgorithm': { ...rsa, ...api({ listens: { tls: { certificate: 'api' } } }) },
  'gateway.account': {
    gateways: { door: { ...(http({})['gateways'] as { door: object }).door, account: 'back' } },
  },
  'gateway.routes.method': http({ method: 'GET' }),
  'gateway.routes.scheme': http({ scheme: 'http' }),
  'gateway.routes.methodName': http({ serviceName: 'a.B', methodName: 'c' }, 'grpc'),
  'gateway.routes.metadata': http({ metadata: { x: 'y' } }, 'grpc'),
  'gateway.routes.hostname': http({ hostname: 'a.example' }, 'grpc'),
  'gateway.routes.hostname.suffix': http({ hostname: { suffix: '.a.example' } }, 'grpc'),
  'gateway.routes.rewrite.hostname': http({ rewrite: { hostname: 'DISABLED' } }, 'grpc'),
  'gateway.routes.rewrite.prefix': http({ rewrite: { prefix: 'DISABLED' } }, 'grpc'),
  'gateway.routes.rewrite.prefix.value': http({ rewrite: { prefix: { value: '/' } } }, 'grpc'),
  'gateway.routes.rewrite.path': http({ rewrite: { path: '/' } }, 'grpc'),
};
const refusing = Object.entries(featuresOf('app-mesh')).flatMap(([feature, row]) =>
  row.support !== 'native' && typeof row.by !== 'function' ? [[feature, row.by.reportedBy] as const] : [],
);

test.each(refusing)('App Mesh refuses %s by %s', (feature, rule) => {
  const { [feature]: use = {} } = refused;
  const rules = (patch: Patch) => foundIn(written(mesh, patch), {}).map((finding) => finding.rule);
  expect(rules({})).not.toContain(rule);
  expect(rules(use)).toContain(rule);
});

function judged(patch: Patch, options: JudgeOptions = { dataPlane: 'envoy' }): Judgement {
  const source = { file: 'topology.yaml', written: changed(patch), positions: noPositions };
  const result = judge({ ok: true, value: source, findings: [] }, options);
  if (result.kind !== 'judged') throw new Error(JSON.stringify(result.findings));
  return result;
}

const briefly = ({ findings }: Judgement): readonly string[] =>
  findings
    .filter(({ rule }: Finding) => /^(data-plane\/loss|accept)/.test(rule))
    .map(({ rule, severity, at, fix, accepted }) =>
      [severity, rule, pathText(at.path), accepted?.because ?? fix].join(' | '),
    );

const loss = api({ discovery: found });
const path = 'workloads.api.discovery.attributes';

test('a loss is an error at its place, and nothing is built', () => {
  const result = judged(loss);
  expect(briefly(result)).toEqual([
    `error | data-plane/loss | ${path} | remove it; or, if it is acceptable that callers reach every instance of the Cloud Map service, because DNS does not know attributes, add acceptLosses: [discovery.attributes] to the topology`,
  ]);
  expect(result.deployable).toBeUndefined();
});

test('a loss that is accepted is no finding, and the plan has it before what is approximated', () => {
  const result = judged({ ...loss, acceptLosses: ['discovery.attributes'] });
  expect(briefly(result)).toEqual([]);
  expect(result.deployable).toBeDefined();
  expect(result.plan?.differences.map(({ support, feature }) => `${support} ${feature}`)).toEqual([
    'lost discovery.attributes',
    'approximated mesh.egress',
    'approximated discovery.kind',
    'approximated listener.port',
    'approximated certificate.kind',
  ]);
});

test.each<[string, readonly string[], string]>([
  ['a misspelt one', ['discovery.attribute'], 'did you mean "discovery.attributes"?'],
  ['one that no plane loses', ['tls.mod'], 'did you mean "tls.mode"?'],
  [
    'a word',
    ['nonsense'],
    'drop this entry, or write a name that "meshspan check" shows, such as discovery.attributes',
  ],
  ['a name that every object has', ['constructor'], 'drop this entry, or write a name that'],
])('of features that may be lost, %s is not known', (_, acceptLosses, fix) => {
  expect(briefly(judged({ acceptLosses }))).toEqual([
    expect.stringContaining(`error | accept/unknown | acceptLosses[0] | ${fix}`),
  ]);
});

test('a loss that is accepted and does not occur is a warning, which can be accepted as well', () => {
  const acceptLosses = ['discovery.attributes', 'tls.mode'];
  expect(briefly(judged({ acceptLosses }))).toEqual([
    'warning | accept/stale | acceptLosses[0] | drop this entry',
    'warning | accept/stale | acceptLosses[1] | drop this entry',
  ]);
  const accept = [{ finding: 'accept/stale', at: 'acceptLosses[1]', because: 'soon' }];
  expect(briefly(judged({ ...loss, acceptLosses, accept }))).toEqual([
    'warning | accept/stale | acceptLosses[1] | soon',
  ]);
});

test('one topology serves both data planes: what the other loses is not stale', () => {
  const both = { ...loss, acceptLosses: ['discovery.attributes'] };
  expect(briefly(judged(both, { dataPlane: 'app-mesh' }))).toEqual([]);
});
