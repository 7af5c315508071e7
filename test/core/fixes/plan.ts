import type { FixCase } from './followed';

/** What keeps a topology from being planned. */
export const planFixes: readonly FixCase[] = [
  {
    rule: 'plan/stack-name',
    mistake: { accounts: { 'x-links': { id: '333333333333', role: 'deploy' } } },
    typed: { accounts: { 'x-links': undefined } },
    also: { accounts: { other: { id: '333333333333', role: 'deploy' } } },
  },
  {
    rule: 'plan/owner-retired',
    mistake: { accounts: { front: { retired: true } } },
    typed: { accounts: { front: { retired: undefined } } },
  },
  {
    rule: 'plan/same-namespace',
    mistake: {
      accounts: { front: { namespace: 'same.internal' }, back: { namespace: 'same.internal' } },
      workloads: { web: { listens: { port: 80, protocol: 'http' } }, api: { calls: ['web'] } },
    },
    typed: { accounts: { back: { namespace: 'own.internal' } } },
  },
  {
    rule: 'plan/no-network',
    mistake: { accounts: { back: { network: undefined } } },
    typed: { accounts: { back: { network: { cidr: '10.21.0.0/16' } } } },
  },
];
