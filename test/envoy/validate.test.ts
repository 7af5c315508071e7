import { yelbDb, yelbGate, yelbIntercepted, yelbUi } from '../core/dataplane/envoy/bootstrap/fixtures';
import { complaintsOf } from './validated';

describe('Envoy accepts, without a warning,', () => {
  it.each([
    ['a workload that calls another', yelbUi],
    ['a workload of TCP', yelbDb],
    ['a gateway', yelbGate],
    ['a workload whose connections are redirected', yelbIntercepted],
    ['the same that may connect anywhere', { ...yelbIntercepted, egress: 'ALLOW_ALL' as const }],
  ])('%s', (_, proxy) => {
    expect(complaintsOf(proxy)).toBe('');
  });
});

it('Envoy says what it does not accept', () => {
  expect(complaintsOf({ ...yelbUi, upstreams: [] })).toContain('appserver_appserver_4567');
});
