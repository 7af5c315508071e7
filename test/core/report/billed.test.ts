import { billedOf } from '../../../core/report';
import { planOf, type Plan } from '../../../core/planner';
import { demandsOf, yelbWith } from '../dataplane/yelb';
import type { Topology, WrittenTopology } from '../../../core/topology';

/** What is billed of Yelb with some parts written otherwise. */
function billed(change: Partial<WrittenTopology> = {}): readonly string[] {
  const topology: Topology = yelbWith(change);
  const planned = planOf(topology, demandsOf(topology));
  if (!planned.ok) throw new Error('not planned');
  const plan: Plan = planned.value;
  return billedOf(topology, plan);
}

it('one authority serves all accounts', () => {
  expect(billed()).toEqual([
    '1 private certificate authority (2 with one for each account)',
    '2 NAT gateways with their public addresses',
    '1 load balancer',
    '2 hosted zones of Cloud Map namespaces',
  ]);
});

it('what exists, or is not wanted, is not counted', () => {
  const accounts = {
    frontend: {
      id: '111111111111',
      network: { cidr: '10.192.0.0/16', internet: 'none', flowLogs: 'cloud-watch' },
    },
    backend: { id: '222222222222', profile: 'backend', network: { cidr: '10.193.0.0/16', internet: 'none' } },
  } as const;
  const arn =
    'arn:aws:acm-pca:us-west-2:111111111111:certificate-authority/11111111-2222-3333-4444-555555555555';
  expect(billed({ accounts, authority: { kind: 'existing-ca', arn } })).toEqual([
    '1 VPC flow log',
    '1 load balancer',
    '2 hosted zones of Cloud Map namespaces',
  ]);
});
