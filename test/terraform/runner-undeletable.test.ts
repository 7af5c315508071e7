import { undeletable } from '../../terraform/runner/protected';
import { stateOf } from '../../terraform/runner/state';

const stacks = ['front', 'back'].map((name) => ({ name, account: name, needs: [], inputs: [] }));

/** A state with load balancers that AWS protects, or does not. */
function withLoadBalancers(protection: Readonly<Record<string, boolean>>) {
  const resources = Object.entries(protection).map(([name, isProtected]) => ({
    mode: 'managed',
    type: 'aws_lb',
    name,
    instances: [{ attributes: { enable_deletion_protection: isProtected } }],
  }));
  const state = stateOf(JSON.stringify({ version: 4, serial: 1, resources, outputs: {} }));
  if (state === undefined) throw new Error('no state');
  return state;
}

test('a load balancer that AWS would not delete is refused before anything is touched', () => {
  const states = new Map([
    ['front', withLoadBalancers({ one: true, two: false })],
    ['back', withLoadBalancers({ three: false })],
  ]);
  // The topology may say something else by now: AWS has what was deployed.
  expect(undeletable(stacks, states)).toEqual([
    {
      stack: 'front',
      sentence:
        'AWS does not delete aws_lb.one of stack "front" while it has deletion protection; write removalProtection: false in the topology, or deletionProtection: false at its entry, deploy, and run again',
    },
  ]);
  expect(undeletable([], states)).toEqual([]);
});
