import type { FixCase } from './followed';

const back = { id: '222222222222', role: 'deploy', network: { cidr: '10.21.0.0/16' } };
const existing = (block: string) => ({
  vpc: 'vpc-0aa',
  cidrs: [block],
  subnets: { private: ['subnet-0aa'] },
});
/** The same in place of a network that is created. */
const vpc = (block = '10.20.0.0/16') => ({ cidr: undefined, ...existing(block) });

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

  {
    rule: 'plan/stack-name',
    what: 'the stack of the owner',
    mistake: { accounts: { 'shop-shared': { id: '333333333333', role: 'deploy' } } },
    typed: { accounts: { 'shop-shared': undefined } },
    also: { accounts: { other: { id: '333333333333', role: 'deploy' } } },
  },
  {
    rule: 'plan/workspace-name',
    what: 'the mesh',
    mistake: { mesh: 'my shop', state: { kind: 'cloud', organization: 'shop' } },
    typed: { mesh: 'shop' },
  },
  {
    rule: 'plan/workspace-name',
    what: 'the keys',
    mistake: {
      mesh: 'm'.repeat(60),
      state: { kind: 'cloud', organization: 'shop' },
      accounts: { back: undefined, ['a'.repeat(40)]: back },
      workloads: { api: { account: 'a'.repeat(40) } },
    },
    typed: { accounts: { ['a'.repeat(40)]: undefined } },
    also: { accounts: { back }, workloads: { api: { account: 'back' } } },
  },
  {
    rule: 'plan/owner-retired',
    what: 'with the others',
    mistake: { accounts: { front: { retired: true } } },
    typed: { accounts: { back: { retired: true } } },
    also: { accounts: { front: { retired: true } } },
  },
  {
    rule: 'plan/no-network',
    what: 'a VPC that exists',
    mistake: { accounts: { back: { network: undefined } } },
    typed: { accounts: { back: { network: existing('10.21.0.0/16') } } },
  },
  {
    rule: 'plan/no-network',
    what: 'a discovery that exists',
    mistake: { accounts: { back: { network: undefined } } },
    typed: { workloads: { api: { discovery: { kind: 'dns', hostname: 'api.example.com' } } } },
  },
  {
    rule: 'plan/shared-vpc',
    what: 'one of the two owns it',
    mistake: { accounts: { front: { network: vpc() }, back: { network: vpc() } } },
    typed: { accounts: { back: { network: { sharedBy: 'front' } } } },
    also: { workloads: { api: { discovery: { kind: 'dns', hostname: 'api.example.com' } } } },
  },
  {
    rule: 'plan/shared-vpc',
    what: 'each has its own',
    mistake: { accounts: { front: { network: vpc() }, back: { network: vpc() } } },
    typed: { accounts: { back: { network: { vpc: 'vpc-0bb' } } } },
    also: { accounts: { back: { network: { cidrs: ['10.21.0.0/16'] } } } },
  },
  {
    rule: 'plan/shared-vpc',
    what: 'the owner has another network: dropped',
    mistake: {
      accounts: { back: { network: { ...vpc('10.21.0.0/16'), sharedBy: 'front' } } },
    },
    typed: { accounts: { back: { network: { sharedBy: undefined } } } },
  },
  {
    rule: 'plan/shared-vpc',
    what: 'the owner has another network: another owner',
    mistake: {
      accounts: {
        third: { id: '333333333333', role: 'deploy', network: existing('10.21.0.0/16') },
        back: { network: { ...vpc('10.21.0.0/16'), sharedBy: 'front' } },
      },
      workloads: { api: { discovery: { kind: 'dns', hostname: 'api.example.com' } } },
    },
    typed: { accounts: { back: { network: { sharedBy: 'third' } } } },
  },
  {
    rule: 'plan/shared-vpc',
    what: 'a zone of a guest',
    mistake: { accounts: { front: { network: vpc() }, back: { network: { ...vpc(), sharedBy: 'front' } } } },
    typed: {
      workloads: { api: { discovery: { kind: 'cloud-map', existing: true, namespace: 'there.internal' } } },
    },
  },

  {
    rule: 'plan/shared-vpc',
    what: 'the owner is a guest itself',
    mistake: {
      accounts: {
        third: {
          id: '333333333333',
          role: 'deploy',
          network: { ...existing('10.20.0.0/16'), sharedBy: 'front' },
        },
        front: { network: vpc() },
        back: { network: { ...vpc(), sharedBy: 'third' } },
      },
      workloads: { api: { discovery: { kind: 'dns', hostname: 'api.example.com' } } },
    },
    typed: { accounts: { back: { network: { sharedBy: 'front' } } } },
  },
];
