import { write, type WrittenTopology } from '../../../core/topology';

const { Authority, Certificate, Trust, grpc, http, http2, loadBalancer, tcp } = write;

const one = { account: 'one' } as const;
const domain = 'one.kinds.internal';
const arn = (name: string): string =>
  `arn:aws:acm:us-west-2:111111111111:certificate/00000000-0000-4000-8000-${name}`;

/** A certificate in files, with what is known of it. */
const file = (key: string, facts: object): ReturnType<typeof Certificate.file> =>
  Certificate.file({ chain: `/certs/${key}/chain.pem`, privateKey: `/certs/${key}/key.pem`, facts });

const names = (key: string): string[] => [`${key}.${domain}`];
const strict = (certificate: string) => ({ tls: { certificate, clients: 'none' as const } });
const root = Trust.privateCa('root');

const base = {
  mesh: 'kinds',
  region: 'us-west-2',
  owner: 'one',
  accounts: { one: { id: '111111111111', network: { cidr: '10.10.0.0/16' } } },
  authorities: {
    root: Authority.privateCa({ commonName: 'root', keyAlgorithm: 'EC_prime256v1' }),
    sub: Authority.file('/certs/sub.pem', { level: 'subordinate', parent: 'root' }),
    other: Authority.file('/certs/other.pem'),
  },
  certificates: {
    expired: file('expired', {
      issuer: 'root',
      names: names('expired'),
      validity: { from: '2020-01-01', until: '2021-01-01' },
    }),
    early: file('early', {
      issuer: 'root',
      names: names('early'),
      validity: { from: '2100-01-01', until: '2101-01-01' },
    }),
    misnamed: file('misnamed', { issuer: 'root', names: names('another') }),
    foreign: file('foreign', { issuer: 'other', names: names('foreign') }),
    wildcard: file('wildcard', { issuer: 'root', names: [`*.${domain}`] }),
    uri: file('uri', { issuer: 'root', names: ['spiffe://kinds/uri'] }),
    secret: Certificate.sds('secret', { facts: { issuer: 'root', names: names('secret') } }),
    chained: file('chained', { issuer: 'sub', names: names('chained'), chain: ['sub'] }),
    unchained: file('unchained', { issuer: 'sub', names: names('unchained'), chain: [] }),
    'for-callers': file('for-callers', {
      issuer: 'root',
      names: names('for-callers'),
      usages: ['client'],
    }),
    plainfile: file('plainfile', { issuer: 'other', names: names('silent-file') }),
    site: Certificate.acm(arn('000000000001'), {
      facts: { issuer: 'root', names: ['www.example.com'] },
    }),
    visitor: file('visitor', { issuer: 'other', names: ['visitor.example.com'] }),
    late: file('late', {
      issuer: 'root',
      names: names('late-caller'),
      validity: { from: '2020-01-01', until: '2021-01-01' },
    }),
  },
} satisfies Partial<WrittenTopology>;

/** A call to each kind of server by its certificate, and by what the caller makes of it. */
const ofCertificates: WrittenTopology = {
  ...base,
  workloads: {
    caller: {
      ...one,
      listens: http(8000),
      calls: [
        { service: 'lenient', policy: { enforce: false, trust: root } },
        { service: 'silent', policy: { ports: [1], trust: root } },
        { service: 'silent-file', policy: 'none' },
        { service: 'expired', policy: { trust: root } },
        { service: 'early', policy: { trust: root } },
        { service: 'misnamed', policy: { trust: root } },
        { service: 'foreign', policy: { trust: root } },
        { service: 'wildcard', policy: { trust: root } },
        { service: 'uri', policy: { trust: root, names: ['spiffe://kinds/uri'] } },
        { service: 'secret', policy: { trust: root } },
        { service: 'chained', policy: { trust: root } },
        { service: 'unchained', policy: { trust: root } },
        { service: 'for-callers', policy: { trust: root } },
      ],
    },
    lenient: { ...one, listens: http(8011, { tls: { clients: 'none' } }) },
    silent: { ...one, listens: http(8013, { tls: { clients: 'none' } }) },
    'silent-file': { ...one, listens: http(8014, strict('plainfile')) },
    expired: { ...one, listens: http(8015, strict('expired')) },
    early: { ...one, listens: tcp(8016, strict('early')) },
    misnamed: { ...one, listens: http(8017, strict('misnamed')) },
    foreign: { ...one, listens: http2(8018, strict('foreign')) },
    wildcard: { ...one, listens: http(8019, strict('wildcard')) },
    uri: { ...one, listens: http(8020, strict('uri')) },
    secret: { ...one, listens: http(8021, strict('secret')) },
    chained: { ...one, listens: http(8022, strict('chained')) },
    unchained: { ...one, listens: http(8023, strict('unchained')) },
    'for-callers': { ...one, listens: http(8024, strict('for-callers')) },
  },
};

/** Each protocol, each mode of a listener, and each way in from outside. */
const ofWays: WrittenTopology = {
  ...base,
  workloads: {
    caller: {
      ...one,
      listens: http(8000),
      calls: [
        'web',
        'h2',
        'rpc',
        'raw',
        'nested',
        { service: 'application-tcp', policy: 'none' },
        { service: 'application-http', policy: 'none' },
        { service: 'plain', policy: 'none' },
        'permissive',
        { service: 'disabled', policy: { trust: root } },
        { service: 'lenient-plain', policy: { enforce: false, trust: root } },
      ],
    },
    'late-caller': { ...one, calls: [{ service: 'web', policy: { trust: root, certificate: 'late' } }] },
    web: { ...one, listens: http(8001) },
    h2: { ...one, listens: http2(8002) },
    rpc: { ...one, listens: grpc(8003) },
    raw: { ...one, listens: tcp(8004) },
    nested: {
      ...one,
      listens: http(8005, {
        tls: { clients: { trust: Trust.file('/certs/root.pem', 'root'), names: names('caller') } },
      }),
    },
    'application-tcp': { ...one, listens: tcp(8006, { tls: 'application' }) },
    'application-http': { ...one, listens: http(8007, { tls: 'application' }) },
    plain: { ...one, listens: http(8008, { tls: 'none' }) },
    permissive: { ...one, listens: http(8009, { tls: { mode: 'PERMISSIVE' } }) },
    disabled: { ...one, listens: http(8010, { tls: { mode: 'DISABLED' } }) },
    'lenient-plain': { ...one, listens: tcp(8012, { tls: 'none' }) },
    'front-tls': { ...one, listens: http(8025), entry: loadBalancer(443, { tls: { certificate: 'site' } }) },
    'front-plain': {
      ...one,
      listens: http(8026, { tls: 'none' }),
      entry: loadBalancer(80, { inside: 'plain' }),
    },
    passed: {
      ...one,
      listens: http(8027, {
        tls: { clients: { trust: Trust.file('/certs/other.pem', 'other'), names: ['visitor.example.com'] } },
      }),
      entry: loadBalancer(444, {
        inside: 'passed',
        callers: { trust: root, names: names('passed'), certificate: 'visitor' },
      }),
    },
    'passed-application': {
      ...one,
      listens: tcp(8028, { tls: 'application' }),
      entry: loadBalancer(445, { inside: 'passed' }),
    },
  },
  gateways: {
    gate: {
      ...one,
      listens: http(8443),
      routes: [
        { name: 'web', prefix: '/web', service: 'web' },
        { name: 'h2', prefix: '/h2', hostname: { suffix: '.example.com' }, service: 'h2' },
      ],
      callers: { trust: root, names: names('gate') },
    },
    bare: { ...one, listens: http(8080, { tls: 'none' }), routes: [{ prefix: '/', service: 'web' }] },
  },
};

/** Calls and entries of every kind: between them, every verdict. */
export const kinds: Readonly<Record<string, WrittenTopology>> = {
  certificates: ofCertificates,
  'ways in': ofWays,
};
