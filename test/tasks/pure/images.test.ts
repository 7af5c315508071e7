import { imageKindOf } from '../../../local/tasks/task/images';

test.each([
  ['envoyproxy/envoy:v1.40.0', 'programs'],
  ['public.ecr.aws/aws-cli/aws-cli:2.31.0', 'programs'],
  ['111111111111.dkr.ecr.us-west-2.amazonaws.com/mirror/envoy@sha256:0123', 'programs'],
  ['public.ecr.aws/appmesh/aws-appmesh-envoy:v1.34.13.3-prod', 'app-mesh'],
  ['public.ecr.aws/xray/aws-xray-daemon:3.4.0', 'collector'],
  ['redis:4.0.2', 'server'],
  ['postgres:15', 'server'],
  ['mreferre/yelb-db:0.6', 'server'],
  ['redis-exporter:1', 'application'],
  ['registry.example:5000/shop', 'application'],
  ['my-envoy', 'application'],
])('what image %s is here', (image, kind) => {
  expect(imageKindOf(image).kind).toBe(kind);
});
