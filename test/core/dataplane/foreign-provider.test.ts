import { judge } from '../../../core/judge';
import { direct, yelb } from './yelb';

/** Everything that is reported of Yelb with these services, and whether stacks can be built of it. */
function reported(services: NonNullable<typeof yelb.services>) {
  // Secure defaults would write a route themselves.
  const written = { ...yelb, defaults: 'api', services: { ...yelb.services, ...direct, ...services } };
  const source = { file: 'topology.yaml', written, positions: () => undefined };
  const judged = judge({ ok: true, value: source, findings: [] });
  if (judged.kind !== 'judged') throw new Error('not a topology');
  const errors = [...judged.findings, ...judged.planFindings].filter(({ rule }) =>
    /foreign|plan\//.test(rule),
  );
  return { rules: errors.map(({ rule }) => rule), isBuildable: judged.deployable !== undefined };
}

const ONE_ERROR = { rules: ['app-mesh/foreign-provider'], isBuildable: false };

test('a member’s service in front of another account’s workload is one mistake, and reported once', () => {
  const services = { front: { account: 'backend', name: 'front.backend.yelb.internal', to: 'yelb-ui' } };
  expect(reported(services)).toEqual(ONE_ERROR);
});

test('so is one that shares the router of another account', () => {
  const services = {
    back: { account: 'frontend', name: 'back.frontend.yelb.internal', routes: [{ to: 'yelb-ui' }] },
    front: { account: 'backend', name: 'front.backend.yelb.internal', sharesRouterOf: 'back' },
  };
  expect(reported(services)).toEqual(ONE_ERROR);
});
