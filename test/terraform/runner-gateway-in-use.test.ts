import { gatewayInUse } from '../../terraform/runner/gateway-in-use';
import { stateOf, type State } from '../../terraform/runner/state';

const gateway = 'aws_ec2_transit_gateway.transit-gateway';
const holding = (...types: readonly string[]): State => {
  const resources = types.map((type) => ({ mode: 'managed', type, name: 'a', instances: [{}] }));
  const state = stateOf(JSON.stringify({ version: 4, serial: 1, resources, outputs: {} }));
  if (state === undefined) throw new Error('no state');
  return state;
};
const attached = holding('aws_vpc', 'aws_ec2_transit_gateway_vpc_attachment');

test('a gateway stays while networks of later stacks are attached to it, and the message says what to do', () => {
  const states = new Map([
    ['shared', attached],
    ['back', attached],
    ['front', holding('aws_vpc')],
    ['more', attached],
  ]);
  expect(gatewayInUse('shared', [gateway], states)).toEqual({
    stack: 'shared',
    sentence:
      'the transit gateway of stack "shared" cannot be deleted yet: networks of "back", "more" are attached to it until those stacks are applied; write connect: { with: …, leaving: transit-gateway } in the topology, deploy, then drop "leaving" and deploy again',
  });
});

test.each([
  ['that stays', ['aws_route.to_account_back'], new Map([['back', attached]])],
  ['on which only its own stack hangs', [gateway], new Map([['shared', attached]])],
  ['that all have left', [gateway], new Map([['back', holding('aws_vpc')]])],
])('nothing is reported for a gateway %s', (_, deletes, states) => {
  expect(gatewayInUse('shared', deletes, states)).toBeUndefined();
});
