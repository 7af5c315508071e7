import * as fc from 'fast-check';
import { anyProxy } from '../core/dataplane/envoy/bootstrap/arbitrary';
import { yelbDb, yelbGate, yelbIntercepted, yelbUi } from '../core/dataplane/envoy/bootstrap/fixtures';
import { newAuthority } from './authority';
import type { Secrets } from './files';
import { complaintsOf } from './validated';

let secrets: Secrets;

beforeAll(async () => {
  const root = await newAuthority();
  secrets = { certificates: { identity: await root.issue(['ui.yelb']) }, trusts: { trust: root.pem } };
});

describe('Envoy accepts, without a warning,', () => {
  it.each([
    ['a workload that calls another', yelbUi],
    ['a workload of TCP', yelbDb],
    ['a gateway', yelbGate],
    ['a workload whose connections are redirected', yelbIntercepted],
    ['the same that may connect anywhere', { ...yelbIntercepted, egress: 'ALLOW_ALL' as const }],
  ])('%s', (_, proxy) => {
    expect(complaintsOf(proxy, secrets)).toBe('');
  });

  it('any proxy', () => {
    fc.assert(
      fc.property(anyProxy, (proxy) => {
        expect(complaintsOf(proxy, secrets)).toBe('');
      }),
      { numRuns: 30, endOnFailure: true },
    );
  });
});

it('Envoy says what it does not accept', () => {
  expect(complaintsOf({ ...yelbUi, upstreams: [] }, secrets)).toContain('appserver_appserver_4567');
});
