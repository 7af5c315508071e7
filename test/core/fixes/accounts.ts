import type { FixCase } from './followed';

/** Mistakes in accounts and networks. */
export const accountFixes: readonly FixCase[] = [
  {
    rule: 'account/unknown',
    mistake: { workloads: { api: { account: 'bak' } } },
    typed: { workloads: { api: { account: 'back' } } },
  },
  {
    rule: 'account/same-id',
    mistake: { accounts: { again: { id: '222222222222', role: 'deploy' } } },
    typed: { accounts: { again: undefined } },
  },
  {
    rule: 'account/credentials',
    mistake: { accounts: { back: { profile: 'p' } } },
    typed: { accounts: { back: { profile: undefined } } },
  },
  {
    rule: 'account/role',
    mistake: { accounts: { back: { role: 'arn:aws:iam::333333333333:role/deploy' } } },
    typed: { accounts: { back: { role: 'arn:aws:iam::222222222222:role/deploy' } } },
  },
  {
    rule: 'account/namespace',
    mistake: { accounts: { back: { namespace: '-x-' } } },
    typed: { accounts: { back: { namespace: 'back.shop.internal' } } },
  },
  {
    rule: 'network/cidr',
    what: 'host bits',
    mistake: { accounts: { back: { network: { cidr: '10.21.0.1/16' } } } },
    typed: { accounts: { back: { network: { cidr: '10.21.0.0/16' } } } },
  },
  {
    rule: 'network/cidr',
    what: 'size',
    mistake: { accounts: { back: { network: { cidr: '10.0.0.0/8' } } } },
    typed: { accounts: { back: { network: { cidr: '10.21.0.0/16' } } } },
  },
  {
    rule: 'network/overlap',
    what: 'another block',
    mistake: { accounts: { back: { network: { cidr: '10.20.0.0/16' } } } },
    typed: { accounts: { back: { network: { cidr: '10.21.0.0/16' } } } },
  },
  {
    rule: 'network/overlap',
    what: 'not connected',
    mistake: { accounts: { back: { network: { cidr: '10.20.0.0/16' } } } },
    typed: { connect: 'none' },
  },
  {
    rule: 'cluster/unknown',
    mistake: { workloads: { api: { runtime: { cluster: 'main', image: 'i' } } } },
    typed: { clusters: { main: { kind: 'ecs', account: 'back' } } },
  },

  {
    rule: 'account/unknown',
    what: 'unlike any other',
    mistake: { workloads: { api: { account: 'elsewhere' } } },
    typed: { workloads: { api: { account: 'back' } } },
  },
  {
    rule: 'account/unknown',
    what: 'unlike any other: defined',
    mistake: { workloads: { api: { account: 'elsewhere' } } },
    typed: { accounts: { elsewhere: { id: '333333333333' } } },
    also: { accounts: { elsewhere: { role: 'deploy', network: { cidr: '10.22.0.0/16' } } } },
  },
  {
    rule: 'account/ambient',
    mistake: { accounts: { front: { role: undefined }, back: { role: undefined } } },
    typed: { accounts: { front: { profile: 'front' } } },
  },
  {
    rule: 'account/external-id',
    what: 'the role that asks for it',
    mistake: { accounts: { back: { role: undefined, externalId: 'e-1' } } },
    typed: { accounts: { back: { role: 'deploy' } } },
  },
  {
    rule: 'account/external-id',
    what: 'dropped',
    mistake: { accounts: { back: { role: undefined, externalId: 'e-1' } } },
    typed: { accounts: { back: { externalId: undefined } } },
  },
  {
    rule: 'account/external-id',
    what: 'beside a profile',
    mistake: { accounts: { back: { role: undefined, profile: 'back', externalId: 'e-1' } } },
    typed: { accounts: { back: { externalId: undefined } } },
  },
  {
    rule: 'account/namespace',
    what: 'that follows from the name of the mesh',
    mistake: { mesh: '_' },
    typed: { accounts: { back: { namespace: 'back.internal' } } },
  },
  {
    rule: 'network/cidr',
    what: 'too small for its zones: a larger block',
    mistake: { accounts: { back: { network: { cidr: '10.21.0.0/28' } } } },
    typed: { accounts: { back: { network: { cidr: '10.21.0.0/26' } } } },
  },
  {
    rule: 'network/cidr',
    what: 'too small for its zones: fewer zones',
    mistake: {
      accounts: { back: { network: { cidr: '10.21.0.0/27', zones: ['eu-west-1a', 'eu-west-1b'] } } },
    },
    typed: { accounts: { back: { network: { zones: ['eu-west-1a'] } } } },
  },
  {
    rule: 'network/cidr',
    what: 'too small for its zones: no internet',
    mistake: { accounts: { back: { network: { cidr: '10.21.0.0/27' } } } },
    typed: { accounts: { back: { network: { internet: 'none' } } } },
  },
  {
    rule: 'network/zones',
    mistake: { accounts: { back: { network: { zones: ['eu-west-1a', 'eu-west-1a', 'eu-west-1b'] } } } },
    typed: { accounts: { back: { network: { zones: ['eu-west-1a', 'eu-west-1b'] } } } },
  },
  {
    rule: 'network/one-zone',
    mistake: { accounts: { back: { network: { zones: ['eu-west-1a'] } } } },
    typed: { accounts: { back: { network: { zones: ['eu-west-1a', 'eu-west-1b'] } } } },
  },
  {
    rule: 'cluster/unknown',
    what: 'misspelt',
    mistake: {
      clusters: { main: { kind: 'ecs', account: 'back' } },
      workloads: { api: { runtime: { cluster: 'mian', image: 'i' } } },
    },
    typed: { workloads: { api: { runtime: { cluster: 'main' } } } },
  },
];
