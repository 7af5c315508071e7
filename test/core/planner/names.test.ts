import { inputNameOf, outputNameOf } from '../../../core/planner';

it.each([
  [{ kind: 'vpc-id', account: 'front-end' }, 'vpc_id_front_end'],
  [{ kind: 'transit-gateway-id' }, 'transit_gateway_id'],
  [{ kind: 'peering-id', requester: 'backend', peer: 'frontend' }, 'peering_id_frontend'],
  [{ kind: 'asset', what: 'virtual-service-arn', key: 'yelb-db' }, 'virtual_service_arn_yelb_db'],
] as const)('%j is reported as %s', (value, name) => {
  expect(outputNameOf(value)).toBe(name);
});

it('an input says whose output it is, so that two peerings of one name are two inputs', () => {
  const inputs = ['backend', 'cache'].map((from) => inputNameOf({ from, output: 'peering_id_frontend' }));
  expect(inputs).toEqual(['backend_peering_id_frontend', 'cache_peering_id_frontend']);
});
