import { write } from '../../../core/topology';
import { findingsIn, yelb } from './written';

const { http, tcp, loadBalancer } = write;
const workloads = (more: object) => ({ ...yelb, workloads: { ...yelb.workloads, ...more } });
const backend = { account: 'backend' };

/** What is written wrong, and the one line that it is reported in. */
test.each<[string, unknown, string]>([
  [
    'nothing',
    undefined,
    'topology/missing : the topology is empty; write at least mesh, region and accounts',
  ],
  ['a list', [], 'topology/value : the topology has the wrong type: expected an object'],
  [
    'an unknown key',
    { ...yelb, acounts: {} },
    'topology/unknown-key acounts: unknown key "acounts"; did you mean "accounts"?',
  ],
  [
    'the start of two known keys, of which the shorter is meant',
    workloads({ x: { ...backend, call: ['yelb-db'] } }),
    'topology/unknown-key workloads.x.call: unknown key "call"; did you mean "calls"?',
  ],
  [
    'an unquoted account id',
    { ...yelb, accounts: { ...yelb.accounts, backend: { id: 12345678901 } } },
    'topology/value accounts.backend.id: an account id must be in quotes: as a number it loses a leading zero',
  ],
  [
    'a short account id',
    { ...yelb, accounts: { ...yelb.accounts, backend: { id: '12' } } },
    'topology/value accounts.backend.id: an account id has twelve digits',
  ],
  [
    'a number for text',
    workloads({ x: { ...backend, name: 5 } }),
    'topology/value workloads.x.name: a number where text belongs; put it in quotes',
  ],
  [
    'a wrong word',
    workloads({ x: { ...backend, listens: { port: 1, protocol: 'htp' } } }),
    'topology/value workloads.x.listens.protocol: expected "http" or "http2" or "grpc" or "tcp"; did you mean "http"?',
  ],
  [
    'a wrong kind',
    { ...yelb, authority: { kind: 'privat-ca' } },
    'topology/value authority.kind: expected kind "private-ca" or "existing-ca" or "development" or "file"; did you mean "private-ca"?',
  ],
  [
    'a port out of range',
    workloads({ x: { ...backend, listens: tcp(70000) } }),
    'topology/value workloads.x.listens.port: expected a whole number from 1 to 65535',
  ],
  [
    'a key that is no label',
    workloads({ X_1: backend }),
    'topology/key workloads.X_1: "X_1": a key is a DNS label',
  ],
  [
    'a missing key',
    workloads({ x: {} }),
    'topology/missing workloads.x.account: "account" is missing; add it',
  ],
  [
    'an unknown account',
    workloads({ x: { account: 'bakend' } }),
    'account/unknown workloads.x.account: there is no account "bakend"; did you mean "backend"?',
  ],
  [
    'an unknown callee',
    workloads({ x: { ...backend, calls: ['yelb-bd'] } }),
    'call/unknown-service workloads.x.calls.0: there is no service "yelb-bd"; did you mean "yelb-db"?',
  ],
  [
    'a callee behind another service',
    {
      ...workloads({ x: { ...backend, listens: http(1) }, y: { ...backend, calls: ['x'] } }),
      services: { front: { to: 'x' } },
    },
    'call/unknown-service workloads.y.calls.0: there is no service "x"; workload "x" is reached through service "front"; call that',
  ],
  [
    'a call twice',
    workloads({ x: { ...backend, calls: ['yelb-db', 'yelb-db'] } }),
    'call/twice workloads.x.calls.1: "x" calls "yelb-db" twice; drop one of the calls',
  ],
  [
    'two listeners on a port',
    workloads({ x: { ...backend, listens: [tcp(1), tcp(1)] } }),
    'listener/same-port workloads.x.listens.1: two listeners of "x" are on port 1',
  ],
  [
    'overlapping networks',
    {
      ...yelb,
      accounts: { ...yelb.accounts, backend: { id: '222222222222', network: { cidr: '10.192.16.0/20' } } },
    },
    'network/overlap accounts.frontend.network: the networks of "backend" (10.192.16.0/20) and "frontend" (10.192.0.0/16) overlap',
  ],
  [
    'host bits that are set',
    {
      ...yelb,
      accounts: { ...yelb.accounts, backend: { id: '222222222222', network: { cidr: '10.1.1.0/16' } } },
    },
    'network/cidr accounts.backend.network.cidr: "10.1.1.0/16" is not an IPv4 block',
  ],
  [
    'a VPC too small',
    {
      ...yelb,
      accounts: { ...yelb.accounts, backend: { id: '222222222222', network: { cidr: '10.1.1.0/28' } } },
    },
    'network/cidr accounts.backend.network.cidr: "10.1.1.0/28" is too small for 2 zones with a public and a private subnet each: AWS has no subnet smaller than /28; use a block from /16 to /26, or write internet: none and name 1 zone at most',
  ],
  [
    'one id twice',
    { ...yelb, accounts: { ...yelb.accounts, backend: { id: '111111111111' } } },
    'account/same-id accounts.frontend.id: accounts "backend" and "frontend" have the same id 111111111111',
  ],
  [
    'role and profile',
    { ...yelb, accounts: { ...yelb.accounts, backend: { id: '222222222222', role: 'a', profile: 'b' } } },
    'account/credentials accounts.backend: the account has a role and a profile; keep one of them',
  ],
  [
    'no owner among several',
    { ...yelb, owner: undefined },
    'topology/owner owner: there are several accounts, and none is named as the owner of the mesh; add owner: one of "backend", "frontend"',
  ],
  [
    'an unquoted number for an id',
    { ...yelb, accounts: { ...yelb.accounts, backend: { id: 12345678901 } } },
    'topology/value accounts.backend.id: an account id must be in quotes: as a number it loses a leading zero; write it as text: "012345678901"',
  ],
  [
    'an id with hyphens',
    { ...yelb, accounts: { ...yelb.accounts, backend: { id: '1111-2222-3333' } } },
    'topology/value accounts.backend.id: an account id has twelve digits; drop the hyphens: "111122223333"',
  ],
  [
    "a parameter in Terraform's way",
    { ...yelb, accounts: { ...yelb.accounts, backend: { id: '${var.BACKEND}' } } },
    'topology/value accounts.backend.id: an account id has twelve digits; write { parameter: BACKEND }, and declare it under parameters',
  ],
  [
    'a quoted port',
    workloads({ x: { ...backend, listens: { protocol: 'tcp', port: '9090' } } }),
    'topology/value workloads.x.listens.port: expected a whole number from 1 to 65535; drop the quotes: 9090',
  ],
  [
    'one call without a list',
    workloads({ x: { ...backend, calls: 'yelb-db' } }),
    'topology/value workloads.x.calls: expected a list; write a list: ["yelb-db"]',
  ],
  [
    'a misspelt parameter',
    workloads({ x: { ...backend, name: { param: 'X' } } }),
    'topology/value workloads.x.name: expected text; write { parameter: X }',
  ],
  [
    'a callee that does not listen',
    workloads({ x: backend, y: { ...backend, calls: ['x'] } }),
    'call/unknown-service workloads.y.calls.0: there is no service "x"; workload "x" listens on no port; give it listens: { port: 80, protocol: http } with its own port, or drop the call',
  ],
  [
    'a role of another account',
    {
      ...yelb,
      accounts: {
        ...yelb.accounts,
        backend: { id: '222222222222', role: 'arn:aws:iam::999999999999:role/x' },
      },
    },
    'account/role accounts.backend.role: the role belongs to account 999999999999, and the account is 222222222222',
  ],
  [
    'an existing network without its subnets',
    {
      ...yelb,
      accounts: {
        ...yelb.accounts,
        backend: { id: '222222222222', network: { vpc: 'vpc-1', cidrs: ['10.0.0.0/16'] } },
      },
    },
    'topology/missing accounts.backend.network.subnets: "subnets" is missing; add it',
  ],
  [
    'no authority',
    { ...yelb, authority: undefined },
    'authority/missing workloads.redis-server: TLS of "redis-server", "yelb-appserver", "yelb-db", "yelb-ui" needs an authority to issue it',
  ],
  [
    'two routes without names',
    { ...yelb, services: { a: { routes: [{ to: 'yelb-db' }, { to: 'yelb-db' }] } } },
    'route/name services.a.routes.0: service "a" has 2 routes, and this one has no name',
  ],
  [
    'a service that leads nowhere',
    { ...yelb, services: { a: {} } },
    'service/provider services.a: service "a" leads nowhere; add to: WORKLOAD or routes (or to: none)',
  ],
  [
    'a name outside the zone',
    { ...yelb, services: { a: { name: 'a.example.com', to: 'yelb-db' } } },
    'service/name services.a: the name "a.example.com" of service "a" is outside backend.yelb.internal',
  ],
  [
    'a name that the zone of a retired account answered',
    {
      ...yelb,
      accounts: { ...yelb.accounts, frontend: { ...yelb.accounts.frontend, retired: true } },
      services: { 'yelb-ui': { account: 'backend', routes: [{ to: 'yelb-db' }] } },
    },
    'service/name services.yelb-ui: the name "yelb-ui.frontend.yelb.internal" of service "yelb-ui" is outside backend.yelb.internal',
  ],
  [
    'an open door without sources',
    workloads({ x: { ...backend, listens: http(1), entry: loadBalancer(1, { scheme: 'internet-facing' }) } }),
    'entry/sources workloads.x.entry: an internet-facing entry must say who may connect',
  ],
  [
    'an entry that does not say what is behind it',
    workloads({ x: { ...backend, listens: [http(1), http(2)], entry: loadBalancer(1) } }),
    'entry/listener workloads.x.entry: the entry does not say which listener is behind it; add listener: one of 1, 2',
  ],
  [
    'an unknown signer',
    {
      ...workloads({
        x: { ...backend, listens: tcp(1, { tls: { certificate: 'c' } }) },
        y: { ...backend, calls: ['x'] },
      }),
      certificates: { c: { kind: 'acm', arn: 'arn:aws:acm:us-west-2:222222222222:certificate/1' } },
    },
    'call/trust-unknown workloads.y.calls.0: the issuer of certificate "c" is not stated',
  ],
  [
    'a mesh name of which nothing can be in a DNS name',
    { ...yelb, mesh: '網' },
    'account/namespace accounts.backend: "backend..internal", which follows from the name of the mesh, "網", is not a DNS name',
  ],
])('%s is reported', (_, written, line) => {
  expect(findingsIn(written).filter((each) => each.startsWith(line)).length).toBe(1);
});

test('everything that is wrong is reported at once', () => {
  const lines = findingsIn({
    ...yelb,
    regoin: 'x',
    accounts: { a: { id: 1 }, b: { idd: '2' } },
    workloads: { w: { account: 'a', calls: 5 } },
  });
  expect(lines.map((line) => line.split(':')[0])).toEqual([
    'topology/value accounts.a.id',
    'topology/unknown-key accounts.b.idd',
    'topology/value workloads.w.calls',
    'topology/unknown-key regoin',
  ]);
});

test('a PEM that was not read is reported, not ignored', () => {
  const certificates = { c: { kind: 'sds', secret: 's', pemFile: 'c.pem' } };
  expect(findingsIn({ ...yelb, certificates })).toEqual([
    'certificate/pem certificates.c: the facts of certificate "c" are in a PEM, which is read only when a file is loaded; load the topology with loadTopology (the command does), or state the facts',
  ]);
});
