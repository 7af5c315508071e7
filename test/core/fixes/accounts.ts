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
];
