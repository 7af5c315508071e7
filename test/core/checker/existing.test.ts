import { check } from '../../../core/checker';
import { lower } from '../../../core/dataplane';
import { topologyOf, write } from '../../../core/topology';
import { planned, valueOf } from '../../cases/synthesized';

const { Authority, http } = write;
const dns = (hostname: string) => ({ kind: 'dns', hostname }) as const;
const authority = Authority.existing('arn:aws:acm-pca:eu-west-3:555555555555:certificate-authority/1');
const base = {
  mesh: { name: 'harbour', existing: true },
  region: 'eu-west-3',
  owner: 'port',
  dataPlane: 'app-mesh',
  acceptEnded: true,
  connect: 'none',
  accounts: {
    port: {
      id: '555555555555',
      network: { vpc: 'vpc-0aa', cidrs: ['10.1.0.0/20'], subnets: { private: ['s'] } },
    },
    ships: { id: '666666666666', role: 'deploy', network: { cidr: '10.2.0.0/16' } },
  },
  authority,
};
const cargo = { account: 'ships', listens: http(80), calls: ['customs'] };
const service = { name: 'customs.example.com', existing: true, account: 'port' };

function judged(written: object) {
  const topology = valueOf(topologyOf(written));
  const lowering = lower(topology);
  const { edges, findings } = check(topology, valueOf(lowering).lowered, lowering.findings);
  return {
    edges: edges.map(({ client, server, verdict }) => `${client} ${server} ${verdict}`),
    findings: findings.map(({ rule, fix }) => `${rule}: ${fix}`),
  };
}

test('what a service of others leads to is undecided until it is described, as the fix says', () => {
  const before = { ...base, workloads: { cargo }, services: { customs: service } };
  expect(judged(before)).toEqual({
    edges: ['workload/cargo service/customs undecided'],
    findings: [
      'tls/undecided: describe it: add workloads: { NAME: { account: …, existing: true, listens: … } }, and to: NAME at services.customs',
    ],
  });
  const office = {
    account: 'port',
    existing: true,
    listens: http(8443),
    discovery: dns('office.example.com'),
  };
  const described = {
    ...base,
    workloads: { cargo, office },
    services: { customs: { ...service, to: 'office' } },
  };
  expect(judged(described)).toEqual({ edges: ['workload/cargo workload/office verified'], findings: [] });
});

test('a caller of what is not described requires TLS of the existing authority, or states what it trusts', () => {
  const written = { ...base, workloads: { cargo }, services: { customs: service } };
  expect(valueOf(topologyOf(written)).workloads['cargo']?.calls).toMatchObject([
    {
      policy: { kind: 'tls', enforce: true, names: [], trust: { kind: 'private-ca', authorities: ['root'] } },
    },
  ]);
  const { authority: _, ...without } = written;
  const plain = { ...cargo, listens: { ...http(80), tls: 'none' } };
  expect(topologyOf({ ...without, workloads: { cargo: plain } }).findings).toMatchObject([
    { rule: 'call/trust-unknown', severity: 'error' },
  ]);
});

test('a described workload presents what it is stated to present, and is judged by it', () => {
  const office = (facts: object) => ({
    ...base,
    certificates: {
      theirs: { kind: 'acm', arn: 'arn:aws:acm:eu-west-3:555555555555:certificate/1', facts },
    },
    workloads: {
      cargo: { ...cargo, calls: ['office'] },
      office: {
        account: 'port',
        existing: true,
        listens: { ...http(8443), tls: { certificate: 'theirs' } },
        discovery: dns('office.example.com'),
      },
    },
  });
  expect(judged(office({ issuer: 'root', names: ['office.example.com'] })).edges).toEqual([
    'workload/cargo workload/office verified',
  ]);
  expect(judged(office({ issuer: 'root', names: ['other.example.com'] })).edges).toEqual([
    'workload/cargo workload/office broken',
  ]);
});

test('a gateway and a workload of others call, and neither is created', () => {
  const written = {
    ...base,
    workloads: {
      cargo: { account: 'ships', listens: http(80) },
      crane: { account: 'port', existing: true, calls: ['cargo'] },
    },
    gateways: {
      quay: { existing: true, listens: http(443), routes: [{ prefix: '/', service: 'cargo' }] },
    },
  };
  expect(judged(written).edges).toEqual([
    'outside gateway/quay encrypted',
    'gateway/quay workload/cargo verified',
    'workload/crane workload/cargo verified',
  ]);
  const { plan } = planned(written);
  expect(plan.stacks.map(({ name }) => name)).toEqual(['ships']);
  expect(plan.notDeployed.map(({ what }) => what)).toEqual([
    'name resolution for "port" of names in "ships"',
    'routing from "port" to "ships"',
  ]);
});
