import { changedClusters } from '../../../../core/dataplane';
import type { Resource } from '../../../../core/planner/change';
import { planned } from '../../../cases/synthesized';

const topologyWith = (clusters: object) =>
  planned({
    mesh: 'shop',
    region: 'eu-west-1',
    accounts: { one: { id: '111111111111', role: 'deploy', network: { cidr: '10.0.0.0/16' } } },
    authority: { kind: 'private-ca', commonName: 'shop' },
    clusters: Object.fromEntries(
      Object.entries(clusters).map(([key, more]) => [key, { kind: 'eks', account: 'one', ...more }]),
    ),
    workloads: {
      api: {
        account: 'one',
        listens: { port: 80, protocol: 'http' },
        runtime: { image: 'api:1', cluster: Object.keys(clusters)[0] },
      },
    },
  }).topology;

const namespaceOf = (cluster: string, attributes: (manifest: object) => object, name: string): Resource => ({
  type: 'kubernetes_manifest',
  name: `cluster-objects_${cluster}_namespace`,
  attributes: attributes({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }),
});
/** As a state has it, and as a stack asks for it. */
const held = (cluster: string, name: string): Resource =>
  namespaceOf(cluster, (value) => ({ manifest: { value, type: 'object' } }), name);
const asked = (cluster: string, name: string): Resource =>
  namespaceOf(cluster, (manifest) => ({ manifest }), name);

const stack = 'one-kubernetes';

it('what stays as it is, and what is new, is deployed', () => {
  const changed = changedClusters(topologyWith({ main: {}, more: {} }));
  const after = [asked('main', 'shop'), asked('more', 'shop')];
  expect(changed({ stack, before: [held('main', 'shop')], after })).toEqual([]);
  expect(changed({ stack, before: [], after })).toEqual([]);
});

it('another namespace is refused, with both names', () => {
  const changed = changedClusters(topologyWith({ main: { namespace: 'mall' } }));
  const [sentence, ...others] = changed({
    stack,
    before: [held('main', 'shop')],
    after: [asked('main', 'mall')],
  });
  expect(others).toEqual([]);
  expect(sentence).toContain('cluster "main" would change from "shop" to "mall"');
  expect(sentence).toContain('meshspan destroy --stack one-kubernetes');
});

it('a cluster that left the topology before its objects is refused once', () => {
  const changed = changedClusters(topologyWith({ main: {} }));
  const before = [held('main', 'shop'), held('old', 'shop')];
  expect(changed({ stack, before, after: [asked('main', 'shop')] }).join()).toContain('cluster "old" left');
  expect(changed({ stack: 'one', before, after: [] })).toEqual([]);
});
