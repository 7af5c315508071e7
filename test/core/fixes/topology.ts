import type { FixCase } from './followed';

/** Mistakes in the form of a topology, and in its parameters. */
export const topologyFixes: readonly FixCase[] = [
  { rule: 'topology/missing', mistake: { region: undefined }, typed: { region: 'eu-west-1' } },
  {
    rule: 'topology/missing',
    what: 'an account',
    mistake: {
      owner: undefined,
      accounts: { front: undefined, back: undefined },
      workloads: undefined,
      authority: undefined,
    },
    typed: { accounts: { main: { id: '111111111111' } } },
  },
  {
    rule: 'topology/unknown-key',
    mistake: { workloads: { api: { acount: 'back', account: undefined } } },
    typed: { workloads: { api: { acount: undefined, account: 'back' } } },
  },
  {
    rule: 'topology/key',
    mistake: { workloads: JSON.parse('{"__proto__": {"account": "front"}}') as object },
    typed: { workloads: undefined },
    also: { workloads: { other: { account: 'front' } } },
  },
  {
    rule: 'topology/value',
    what: 'an account id as a number',
    mistake: { accounts: { back: { id: 222222222222 } } },
    typed: { accounts: { back: { id: '222222222222' } } },
  },
  {
    rule: 'topology/value',
    what: 'a number in quotes',
    mistake: { workloads: { api: { listens: { port: '8080' } } } },
    typed: { workloads: { api: { listens: { port: 8080 } } } },
  },
  {
    rule: 'topology/value',
    what: 'a text for a list',
    mistake: { workloads: { web: { calls: 'api' } } },
    typed: { workloads: { web: { calls: ['api'] } } },
  },
  {
    rule: 'topology/value',
    what: 'a word that is not known',
    mistake: { workloads: { api: { listens: { protocol: 'htpp' } } } },
    typed: { workloads: { api: { listens: { protocol: 'http' } } } },
  },
  { rule: 'topology/owner', mistake: { owner: undefined }, typed: { owner: 'front' } },
  { rule: 'topology/region', mistake: { region: 'eu-west-9' }, typed: { region: 'eu-west-1' } },
  {
    rule: 'topology/unused',
    what: 'a certificate, dropped',
    mistake: { certificates: { spare: { kind: 'issued', names: ['x.shop.internal'] } } },
    typed: { certificates: { spare: undefined } },
  },
  {
    rule: 'topology/unused',
    what: 'an authority, dropped',
    mistake: {
      authority: undefined,
      authorities: {
        root: { kind: 'private-ca', commonName: 'a' },
        spare: { kind: 'private-ca', commonName: 'b' },
      },
    },
    typed: { authorities: { spare: undefined } },
  },
  {
    rule: 'topology/unused',
    what: 'a parameter, used',
    mistake: { parameters: { size: { type: 'string', default: 'api' } } },
    typed: { workloads: { api: { name: { parameter: 'size' } } } },
  },
  {
    rule: 'topology/unused',
    what: 'a field of the owner',
    mistake: { accounts: { front: { meshRole: 'exists' } } },
    typed: { accounts: { front: { meshRole: undefined } } },
  },
  {
    rule: 'topology/unused-workload',
    mistake: { workloads: { idle: { account: 'back', listens: { port: 80, protocol: 'http' } } } },
    typed: { workloads: { web: { calls: ['api', 'idle'] } } },
  },
  {
    rule: 'parameter/type',
    mistake: {
      parameters: { port: { type: 'number' } },
      workloads: { api: { listens: { port: { parameter: 'port' } } } },
    },
    set: { port: 'many' },
    setThen: { port: '8080' },
  },
  {
    rule: 'parameter/pattern',
    what: 'a value',
    mistake: {
      parameters: { name: { pattern: '[a-z]+' } },
      workloads: { api: { name: { parameter: 'name' } } },
    },
    set: { name: '7' },
    setThen: { name: 'seven' },
  },
  {
    rule: 'parameter/pattern',
    what: 'a pattern',
    mistake: {
      parameters: { name: { pattern: '(?=a).*', default: 'abc' } },
      workloads: { api: { name: { parameter: 'name' } } },
    },
    typed: { parameters: { name: { pattern: 'a.*' } } },
  },
  {
    rule: 'parameter/unknown',
    what: 'used',
    mistake: { workloads: { api: { name: { parameter: 'name' } } } },
    typed: { parameters: { name: { default: 'api-node' } } },
  },
  { rule: 'parameter/unknown', what: 'set', mistake: {}, set: { nme: 'x' }, setThen: {} },
  {
    rule: 'parameter/open',
    what: 'given a default',
    mistake: { parameters: { block: {} }, accounts: { back: { network: { cidr: { parameter: 'block' } } } } },
    typed: { parameters: { block: { default: '10.21.0.0/16' } } },
  },
  {
    rule: 'parameter/open',
    what: 'set',
    mistake: { parameters: { block: {} }, accounts: { back: { network: { cidr: { parameter: 'block' } } } } },
    setThen: { block: '10.21.0.0/16' },
  },
  { rule: 'data-plane/ended', mistake: { acceptEnded: undefined }, typed: { acceptEnded: true } },
  {
    rule: 'data-plane/not-yet',
    mistake: { dataPlane: 'lattice' },
    typed: { dataPlane: 'envoy' },
  },
  {
    rule: 'mesh/egress-allow-all',
    mistake: { mesh: { name: 'shop', egress: 'ALLOW_ALL' } },
    typed: { mesh: { egress: 'DROP_ALL' } },
  },
];
