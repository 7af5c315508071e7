import type { DataPlane } from '../../core/topology';
import { stacksOf } from './json';

/** One workload that is found by a DNS name, and one that calls it. */
const found = (dataPlane: DataPlane, hostname: string, existing = false) =>
  stacksOf({
    mesh: 'ai',
    region: 'us-east-1',
    dataPlane,
    acceptEnded: true,
    authority: { kind: 'private-ca', commonName: 'ai root' },
    accounts: { main: { id: '111111111111', network: { cidr: '10.1.0.0/16' } } },
    workloads: {
      web: { account: 'main', calls: ['model'] },
      model: {
        account: 'main',
        existing,
        listens: { protocol: 'grpc', port: 9000 },
        discovery: { kind: 'dns', hostname },
      },
    },
  })('main');

describe.each(['envoy', 'app-mesh'] as const)('on %s', (dataPlane) => {
  test('a DNS name in the namespace of the account is that of a Cloud Map service, in which the tasks register', () => {
    const stack = found(dataPlane, 'model.main.ai.internal');
    expect(stack.at('aws_service_discovery_service.workload_model')).toMatchObject({ name: 'model' });
  });

  test.each([
    ['in the zone of somebody else', 'model.example.com', false],
    ['two labels deep', 'a.model.main.ai.internal', false],
    ['of a workload that exists', 'model.main.ai.internal', true],
  ])('a DNS name %s is left to others', (_, hostname, existing) => {
    const services = found(dataPlane, hostname, existing).ofType('aws_service_discovery_service');
    expect(services.map(({ address }) => address)).not.toContain(
      'aws_service_discovery_service.workload_model',
    );
  });
});
