import { meshResourceArn } from '../../../core/dataplane/app-mesh/mesh-arn';
import { parsed, yelb } from '../planner/meshes';

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
