import { sharedOutside } from '../../terraform/runner/shared-outside';
import { stateOf } from '../../terraform/runner/state';

const ids: Readonly<Record<string, string>> = { hub: '111111111111', spoke: '222222222222' };
const stackOf = (name: string) => ({ name, account: name, needs: [], inputs: [] });
const stacks = Object.keys(ids).map(stackOf);
const shopOf = (known = ids) => ({
  options: { outDir: '', workFolder: '', plan: { stacks, waves: [], removal: [] } },
  textOf: (stack: string) => ({ provider: { aws: [{ allowed_account_ids: [known[stack]] }] } }),
});

/** States of which the hub's shares with these accounts. */
function sharing(...principals: readonly string[]) {
  const resources = principals.map((principal, index) => ({
    mode: 'managed',
    type: 'aws_ram_principal_association',
    name: `share_${index}`,
    instances: [{ attributes: { principal } }],
  }));
  const state = stateOf(JSON.stringify({ version: 4, serial: 1, resources, outputs: {} }));
  if (state === undefined) throw new Error('no state');
  return new Map([['hub', state]]);
}

test('a stack that shares with accounts of other topologies is not destroyed, and the message has the way', () => {
  expect(sharedOutside(shopOf(), stacks, sharing('222222222222', '333333333333'))).toEqual([
    {
      stack: 'hub',
      sentence:
        'stack "hub" shares with account 333333333333, to which other topologies deploy; have those destroy what they deployed with it, then remove the account from mesh.sharedWith, deploy, and destroy',
    },
  ]);
  expect(sharedOutside(shopOf(), stacks, sharing('444444444444', '333333333333'))).toMatchObject([
    { sentence: expect.stringContaining('accounts 333333333333 and 444444444444') },
  ]);
});

test.each([
  ['that shares with accounts of this topology alone', shopOf(), ['hub', 'spoke'], ['222222222222']],
  ['that shares with nobody', shopOf(), ['hub', 'spoke'], []],
  ['that is not destroyed', shopOf(), ['spoke'], ['333333333333']],
  [
    'in accounts that only the pipeline knows',
    shopOf({ hub: '111111111111', spoke: '${var.spoke}' }),
    ['hub'],
    ['333333333333'],
  ],
] as const)('nothing is reported for a stack %s', (_, shop, chosen, principals) => {
  expect(sharedOutside(shop, chosen.map(stackOf), sharing(...principals))).toEqual([]);
});
