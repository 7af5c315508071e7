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

test('an account whose id changed while something of it is deployed is told', () => {
  expect(movedAccounts(shopOf('333333333333'), [back], holding([policy]))).toEqual([
    {
      stack: 'back',
      sentence:
        'stack "back" was deployed to account 222222222222, and the topology says 333333333333; put the old id back, or give the new account a key of its own and retire the old one',
    },
  ]);
});

test.each([
  ['the same account', '222222222222', [policy], ''],
  ['nothing deployed', '333333333333', [], ''],
  ['an id that only the pipeline knows', '${var.back_id}', [policy], ''],
  ['nothing whose ARN tells its account', '333333333333', ['arn:aws:s3:::bucket'], ''],
  [
    "things in another's mesh",
    '333333333333',
    ['arn:aws:appmesh:us-west-2:111111111111:mesh/m'],
    '333333333333',
  ],
] as const)('nothing is told of %s', (_, allowed, arns, owner) => {
  expect(movedAccounts(shopOf(allowed), [back], holding(arns, owner))).toEqual([]);
});
