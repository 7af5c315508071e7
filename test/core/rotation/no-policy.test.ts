import { proxiesOf } from '../../../core/dataplane/envoy';
import { grantsIn } from '../../../core/dataplane/envoy/grants';
import { stillClosed } from '../../../core/topology';
import { atStage, loweringOf, STAGES, type Stage, type Tree } from './mixed';

/** A caller that says nothing of TLS: it trusts the root of what the callee presents. */
const written = (authority: string): Tree => ({
  mesh: 'shop',
  region: 'eu-central-1',
  defaults: 'api',
  accounts: { one: { id: '111111111111', network: { cidr: '10.0.0.0/16' } } },
  certificates: { api: { kind: 'issued', authority } },
  workloads: {
    web: { account: 'one', calls: ['api'] },
    api: {
      account: 'one',
      listens: { port: 81, protocol: 'http', tls: { certificate: 'api' } },
      discovery: { kind: 'cloud-map' },
    },
  },
  services: { api: { to: 'api' } },
});

/** Who issues, whom the caller's Envoy trusts, and whose certificates it may fetch. */
function at(stage: Stage) {
  const { topology, lowered } = stillClosed(loweringOf(atStage(written, stage)));
  const web = proxiesOf(topology, lowered).find(({ key }) => key === 'web');
  return {
    issues: topology.certificates['api']?.facts.issuer,
    trusts: web?.trusts.flatMap(({ authorities = [] }) => authorities).toSorted(),
    fetches: [...grantsIn(topology, lowered)('workload/web').authorities].toSorted(),
  };
}

test('a caller without a policy trusts both while either may be presented', () => {
  const both = { trusts: ['next', 'root'], fetches: ['next', 'root'] };
  expect(STAGES.map(at)).toEqual([
    { issues: 'root', trusts: ['root'], fetches: ['root'] },
    { issues: 'root', ...both },
    { issues: 'next', ...both },
    { issues: 'next', trusts: ['next'], fetches: ['next'] },
    { issues: 'next', trusts: ['next'], fetches: ['next'] },
  ]);
});
