import { meshResourceArn, inputNameOf, outputNameOf } from '../../../core/planner';
import { parsed, yelb } from './meshes';

it.each([
  ['the owner', 'us-west-2', 'frontend', 'arn:aws:appmesh:us-west-2:111111111111:mesh/yelb/virtualNode/ui'],
  [
    'a member',
    'us-west-2',
    'backend',
    'arn:aws:appmesh:us-west-2:222222222222:mesh/yelb@111111111111/virtualNode/ui',
  ],
  ['China', 'cn-north-1', 'frontend', 'arn:aws-cn:appmesh:cn-north-1:111111111111:mesh/yelb/virtualNode/ui'],
  [
    'GovCloud',
    'us-gov-west-1',
    'frontend',
    'arn:aws-us-gov:appmesh:us-gov-west-1:111111111111:mesh/yelb/virtualNode/ui',
  ],
])('the ARN of a mesh object of %s', (_, region, account, arn) => {
  expect(meshResourceArn(parsed({ ...yelb, region }), account, 'virtualNode', 'ui')).toBe(arn);
});

it.each([
  [{ kind: 'vpc-id', account: 'front-end' }, 'vpc_id_front_end'],
  [{ kind: 'transit-gateway-id' }, 'transit_gateway_id'],
  [{ kind: 'peering-id', requester: 'backend', peer: 'frontend' }, 'peering_id_frontend'],
  [{ kind: 'virtual-service-arn', service: 'yelb-db' }, 'virtual_service_arn_yelb_db'],
] as const)('%j is told as %s', (value, name) => {
  expect(outputNameOf(value)).toBe(name);
});

it('an input says whose output it is, so that two peerings of one name are two inputs', () => {
  const inputs = ['backend', 'cache'].map((from) => inputNameOf({ from, output: 'peering_id_frontend' }));
  expect(inputs).toEqual(['backend_peering_id_frontend', 'cache_peering_id_frontend']);
});
