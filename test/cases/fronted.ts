import { write, type WrittenTopology } from '../../core/topology';

const { http, grpc, tcp, loadBalancer, Authority, Certificate } = write;

export const FRONT_ARN =
  'arn:aws:acm:eu-north-1:222222222222:certificate/00000000-0000-4000-8000-000000000001';

/** A shop in two accounts, with load balancers of every kind in front of it. */
export const fronted: WrittenTopology = {
  mesh: 'shop',
  dataPlane: 'envoy',
  region: 'eu-north-1',
  owner: 'till',
  connect: 'none',
  tags: { project: 'shop' },
  authority: Authority.privateCa({ commonName: 'shop root' }),
  accounts: {
    till: { id: '111111111111', role: 'deploy', network: { cidr: '10.1.0.0/16' } },
    store: {
      id: '222222222222',
      role: 'deploy',
      network: {
        kind: 'existing',
        vpc: 'vpc-0123456789abcdef0',
        cidrs: ['10.2.0.0/16'],
        subnets: {
          private: ['subnet-0000000000000000a', 'subnet-0000000000000000b'],
          public: ['subnet-0000000000000000c', 'subnet-0000000000000000d'],
        },
      },
    },
  },
  certificates: { front: Certificate.issued(), shelf: Certificate.acm(FRONT_ARN) },
  workloads: {
    ui: {
      account: 'till',
      listens: http(80, { healthCheck: { path: '/ready', intervalMillis: 20_000 } }),
      entry: [
        loadBalancer(443, {
          tls: { certificate: 'front' },
          redirectFrom: 80,
          record: { name: 'shop.till.example.com' },
          accessLogs: { bucket: 'shop-logs', prefix: 'ui' },
        }),
        loadBalancer(8080, { scheme: 'internet-facing', sources: ['203.0.113.0/24', '198.51.100.0/24'] }),
      ],
      tags: { team: 'front' },
    },
    prices: {
      account: 'store',
      listens: grpc(9000),
      entry: loadBalancer(443, { tls: { certificate: 'shelf' } }),
    },
    ledger: {
      account: 'store',
      listens: tcp(5432),
      entry: loadBalancer(5432, { deletionProtection: false }),
    },
    vault: {
      account: 'store',
      listens: http(8200),
      entry: [
        loadBalancer(8200, {
          inside: 'passed',
          record: { name: 'vault.example.com', zone: 'Z0123456789ABCDEFGHIJ' },
        }),
        loadBalancer(8201, { inside: 'encrypted' }),
      ],
    },
  },
  gateways: {
    door: {
      listens: http(8443),
      routes: [{ service: 'ui', prefix: '/' }],
      entry: loadBalancer(443, {
        scheme: 'internet-facing',
        sources: ['0.0.0.0/0'],
        tls: { certificate: 'front' },
      }),
      record: { name: 'Door.example.com', private: false },
    },
  },
};
