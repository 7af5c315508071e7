import { movedAccounts } from '../../terraform/runner/accounts';
import { stateOf } from '../../terraform/runner/state';

const back = { name: 'back', account: 'back', needs: [], inputs: [] };
const shopOf = (allowed: string) => ({
  textOf: () => ({ provider: { aws: [{ region: 'us-west-2', allowed_account_ids: [allowed] }] } }),
});

/** A state that holds things with these ARNs, of this owner where they name one. */
function holding(arns: readonly string[], owner = '') {
  const resources = arns.map((arn, index) => ({
    mode: 'managed',
    type: 'aws_iam_policy',
    name: `p${index}`,
    instances: [{ attributes: { arn, resource_owner: owner } }],
  }));
  const state = stateOf(JSON.stringify({ version: 4, serial: 1, resources, outputs: {} }));
  if (state === undefined) throw new Error('no state');
  return new Map([['back', state]]);
}

const policy = 'arn:aws:iam::222222222222:policy/a';

test('an account whose id changed while it has resources is reported', () => {
  expect(movedAccounts(shopOf('333333333333'), [back], holding([policy]))).toEqual([
    {
      stack: 'back',
      sentence:
        'stack "back" was deployed to account 222222222222, and the topology says 333333333333; put the old id back, or give the new account a key of its own and retire the old one; if this is another deployment of the mesh, give it states of its own: --environment NAME',
    },
  ]);
});

test.each([
  ['the same account', '222222222222', [policy], ''],
  ['nothing deployed', '333333333333', [], ''],
  ['an id that only the pipeline knows', '${var.back_id}', [policy], ''],
  ['nothing whose ARN shows its account', '333333333333', ['arn:aws:s3:::bucket'], ''],
  [
    "things in another's mesh",
    '333333333333',
    ['arn:aws:appmesh:us-west-2:111111111111:mesh/m'],
    '333333333333',
  ],
] as const)('nothing is reported for %s', (_, allowed, arns, owner) => {
  expect(movedAccounts(shopOf(allowed), [back], holding(arns, owner))).toEqual([]);
});

test('stacks of one account are reported together, and an environment is not asked for where there is one', () => {
  const front = { ...back, name: 'front' };
  const text = {
    '//': { meshspan: { environment: 'prod' } },
    provider: { aws: [{ allowed_account_ids: ['333333333333'] }] },
  };
  const states = new Map(
    [...holding([policy])].flatMap(([, state]) => [['back', state] as const, ['front', state] as const]),
  );
  expect(movedAccounts({ textOf: () => text }, [back, front], states)).toEqual([
    {
      sentence:
        'stacks "back", "front" were deployed to account 222222222222, and the topology says 333333333333; put the old id back, or give the new account a key of its own and retire the old one; if this is another deployment than the one of environment "prod", name another environment',
    },
  ]);
});

test('a region that changed while something is deployed is reported', () => {
  const zone = 'arn:aws:route53:::hostedzone/Z1';
  const inRegion = (region: string): string => `arn:aws:acm:${region}:222222222222:certificate/a`;
  const moved = (...arns: readonly string[]) => movedAccounts(shopOf('222222222222'), [back], holding(arns));
  expect(moved(inRegion('eu-west-1'), zone)).toEqual([
    {
      stack: 'back',
      sentence:
        'stack "back" was deployed to region eu-west-1, and the topology says us-west-2; put the old region back, and to move the mesh destroy it there first; if this is another deployment of the mesh, give it states of its own: --environment NAME',
    },
  ]);
  expect(moved(inRegion('us-west-2'), inRegion('us-east-1'), zone)).toEqual([]);
  expect(moved(zone, policy)).toEqual([]);
});
