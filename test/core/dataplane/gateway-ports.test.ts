import { judge } from '../../../core/judge';
import { source } from './written';

type Listens = Readonly<{ port: number; protocol: string }>;

/** A gateway in front of a shop window that its router offers on port 81. */
const window = (route: object, listens: Listens | readonly Listens[], more: object = {}) => ({
  mesh: 'mall',
  region: 'eu-north-1',
  owner: 'shop',
  dataPlane: 'app-mesh',
  acceptEnded: true,
  defaults: 'api',
  accounts: { shop: { id: '333333333333', network: { cidr: '10.40.0.0/16' } } },
  authority: { kind: 'private-ca', commonName: 'mall root' },
  workloads: {
    glass: {
      account: 'shop',
      discovery: { kind: 'dns', hostname: 'glass.mall.example' },
      listens: { port: 80, protocol: 'http' },
    },
  },
  services: {
    glass: {
      name: 'glass.mall.example',
      routes: [{ to: 'glass' }],
      routerListens: { port: 81, protocol: 'http' },
    },
  },
  gateways: { gate: { account: 'shop', listens, routes: [{ service: 'glass', ...route }] } },
  ...more,
});
const http = { port: 8080, protocol: 'http' };
const grpc = { port: 8081, protocol: 'grpc' };

function judged(written: object) {
  const result = judge(source(written));
  if (result.kind !== 'judged') throw new Error(JSON.stringify(result.findings));
  return {
    reasons: result.edges.filter(({ client }) => client === 'gateway/gate').map(({ reason }) => reason),
    errors: result.findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule),
  };
}

const direct = {
  services: { glass: { name: 'glass.mall.example', to: 'glass' } },
};

test.each<readonly [string, object, string, string]>([
  ['a port of no listener', window({ port: 9 }, http), 'port-not-routed', 'route/port'],
  [
    'a port of none of two listeners',
    window({ port: 9 }, [http, { ...http, port: 8082 }]),
    'port-not-routed',
    'route/port',
  ],
  [
    'the port of the workload behind a router',
    window({ targetPort: 80 }, http),
    'port-not-routed',
    'route/port',
  ],
  [
    'a protocol that the gateway does not receive',
    window({ protocol: 'http' }, { ...grpc, port: 8080 }),
    'protocol-mismatch',
    'route/protocol',
  ],
  [
    'the port of a listener for another protocol',
    window({ protocol: 'http', port: 8081 }, [http, grpc]),
    'protocol-mismatch',
    'route/protocol',
  ],
  [
    'a port of a workload that is called directly',
    window({ targetPort: 9 }, http, direct),
    'no-listener',
    'tls/broken',
  ],
])('a gateway route of %s is broken, with one error', (_, written, reason, rule) => {
  expect(judged(written)).toEqual({ reasons: [reason], errors: [rule] });
});

test.each([
  ['the port of a listener', window({ port: 8080 }, http)],
  ['the port of the router', window({ targetPort: 81 }, http)],
  ['one of two listeners', window({ port: 8080 }, [http, grpc])],
])('a gateway route of %s is kept', (_, written) => {
  expect(judged(written)).toEqual({
    reasons: ['no-tls'],
    errors: [],
  });
});
