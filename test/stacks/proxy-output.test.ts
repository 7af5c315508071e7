import { stacksOf } from './json';

test('the ARN for a proxy is an output only after the node or gateway exists', () => {
  const stack = stacksOf({
    mesh: 'harbour',
    region: 'eu-west-2',
    dataPlane: 'app-mesh',
    acceptEnded: true,
    authority: { kind: 'private-ca', commonName: 'harbour root' },
    accounts: { main: { id: '111111111111', network: { cidr: '10.1.0.0/16' } } },
    workloads: { crane: { account: 'main', listens: { protocol: 'http', port: 8080 } } },
    gateways: {
      quay: {
        account: 'main',
        listens: { protocol: 'http', port: 8080 },
        routes: [{ prefix: '/', service: 'crane' }],
      },
    },
  })('main');
  const outputs = stack.section('output');
  expect(outputs['proxy_resource_arn_crane']).toMatchObject({
    depends_on: ['aws_appmesh_virtual_node.workload_crane'],
  });
  expect(outputs['proxy_resource_arn_quay']).toMatchObject({
    depends_on: ['aws_appmesh_virtual_gateway.gateway_quay'],
  });
});
