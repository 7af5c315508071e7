import { topologyOf } from '../../../core/topology';
import yelb from '../../../examples/yelb/topology';

test.each([
  ['a kind', { trust: { kind: { toString: '' } } }],
  ['a reference', { param: { toString: '' } }],
])('%s that cannot become a text is reported, and throws nothing', (_, policy) => {
  const workloads = {
    w: { account: 'backend', calls: [{ service: 'yelb-db', policy }] },
    v: { account: 'backend', listens: { protocol: 'http', port: policy } },
  };
  expect(topologyOf({ ...yelb, workloads }).findings.length).toBeGreaterThan(0);
});
