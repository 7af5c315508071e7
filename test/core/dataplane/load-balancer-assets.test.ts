import { lower } from '../../../core/dataplane';
import { loadBalancerAssets } from '../../../core/dataplane/tasks/load-balancer-assets';
import type { Asset } from '../../../core/planner';
import { stillClosed, topologyOf, type WrittenTopology } from '../../../core/topology';
import { fronted } from '../../cases/fronted';
import { valueOf } from '../../cases/synthesized';

const assetsOf = (written: WrittenTopology): readonly Asset[] => {
  const { topology, lowered } = valueOf(lower(valueOf(topologyOf(written))));
  return loadBalancerAssets(stillClosed({ ...topology, parameters: {} }), stillClosed(lowered));
};

const assets = assetsOf(fronted);

function asset(id: string, among = assets): Asset {
  const found = among.find(({ content }) => content.id === id);
  if (found === undefined)
    throw new Error(`no ${id} among ${among.map(({ content }) => content.id).join(', ')}`);
  return found;
}

const UI = 'till/load-balancer/workload-ui-application-internal';

test('a load balancer reads the subnets of its scheme, and follows its certificate and the zone of its record', () => {
  expect(asset(UI)).toMatchObject({
    account: 'till',
    tier: 'workloads',
    reads: [
      { kind: 'vpc-id', account: 'till' },
      { kind: 'private-subnet-ids', account: 'till' },
      { kind: 'asset', what: 'record-zone-id', key: 'private-till.example.com' },
    ],
    follows: ['till/certificate/front', 'till/record-zone/private-till.example.com'],
  });
  expect(asset('till/load-balancer/workload-ui-application-internet-facing').reads).toEqual([
    { kind: 'vpc-id', account: 'till' },
    { kind: 'public-subnet-ids', account: 'till' },
  ]);
});

test('a certificate that ACM has is nothing to wait for, and a zone that exists neither', () => {
  expect(asset('store/load-balancer/workload-prices-application-internal').follows).toEqual([]);
  expect(asset('store/load-balancer/workload-vault-network-internal').follows).toEqual([]);
});

const handedOver = ({ outputs }: Asset) =>
  outputs.flatMap(({ value, handover }) =>
    handover === undefined || value.kind !== 'asset' ? [] : [`${handover.what}: ${value.what} ${value.key}`],
  );

test('its name is handed over, and its target groups where others run the containers', () => {
  expect(handedOver(asset(UI))).toEqual([
    'internal application load balancer: load-balancer-name workload-ui-application-internal',
    'target group of port 443 of the internal application load balancer: target-group-arn workload-ui-application-internal-443',
  ]);
  const runtime = { cluster: 'main', image: 'ui:1' };
  const { ui = {} } = fronted.workloads ?? {};
  const running = assetsOf({
    ...fronted,
    clusters: { main: { account: 'till', kind: 'ecs' } },
    workloads: { ...fronted.workloads, ui: { ...ui, account: 'till', runtime } },
  });
  expect(handedOver(asset(UI, running))).toEqual([
    'internal application load balancer: load-balancer-name workload-ui-application-internal',
  ]);
  // A task reads it all the same.
  expect(asset(UI, running).outputs).toHaveLength(2);
});

test('a zone is created where a record has none, and a public one hands over its name servers', () => {
  const zones = assets.filter(({ content }) => content.kind === 'record-zone');
  expect(zones.map(({ content, reads }) => [content, reads])).toEqual([
    [
      {
        id: 'till/record-zone/private-till.example.com',
        kind: 'record-zone',
        name: 'till.example.com',
        private: true,
      },
      [{ kind: 'vpc-id', account: 'till' }],
    ],
    [
      {
        id: 'till/record-zone/public-example.com',
        kind: 'record-zone',
        name: 'example.com',
        private: false,
      },
      [],
    ],
  ]);
  expect(zones.map(handedOver)).toEqual([
    ['id: record-zone-id private-till.example.com'],
    ['id: record-zone-id public-example.com', 'name servers: record-zone-name-servers example.com'],
  ]);
});
