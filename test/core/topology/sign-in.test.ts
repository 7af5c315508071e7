import { findingsIn } from './written';

/** A mesh whose accounts sign in as is said. */
const mesh = (accounts: Readonly<Record<string, object>>) => ({
  mesh: 'crew',
  region: 'eu-west-1',
  owner: 'ada',
  accounts: Object.fromEntries(
    Object.entries(accounts).map(([key, signIn], index) => [
      key,
      { id: String(index).repeat(12), ...signIn },
    ]),
  ),
});
const about = (accounts: Readonly<Record<string, object>>): readonly string[] =>
  findingsIn(mesh(accounts)).filter((line) => line.startsWith('account/'));

test('the credentials of the environment are those of one account: two without role and profile are a finding', () => {
  expect(about({ ada: {}, bea: { role: 'deploy' } })).toEqual([]);
  expect(about({ ada: {}, bea: {} })).toEqual([
    `account/ambient accounts.bea: accounts "ada", "bea" have neither a role nor a profile, and the environment's credentials sign in to one of them only; give each but one of them a role or a profile, such as accounts: { bea: { profile: 'bea' } }`,
  ]);
  // What the fix says is accepted, and the finding goes.
  expect(about({ ada: {}, bea: { profile: 'bea' } })).toEqual([]);
});

test('of many it is one finding, which names all of them', () => {
  const [line, ...more] = about({ ada: {}, bea: {}, cleo: { profile: 'c' }, dora: {} });
  expect(more).toEqual([]);
  expect(line).toContain('accounts "ada", "bea", "dora" have neither');
  expect(line).toContain("accounts: { bea: { profile: 'bea' }, dora: { profile: 'dora' } }");
});

test.each([
  ['nothing', {}, 'add the role that asks for it, such as role: deploy, or drop externalId'],
  [
    'a profile',
    { profile: 'ada' },
    'drop it; of a profile it is external_id in the AWS configuration, beside role_arn',
  ],
])('an external id beside %s is a finding: nothing asks for it', (_, signIn, fix) => {
  expect(about({ ada: { externalId: 'x', ...signIn } })).toEqual([
    `account/external-id accounts.ada.externalId: an external id has no effect without a role; ${fix}`,
  ]);
  expect(about({ ada: { externalId: 'x', role: 'deploy' } })).toEqual([]);
});

test('a role and a profile at once are refused', () => {
  expect(about({ ada: { role: 'deploy', profile: 'ada' } })).toEqual([
    'account/credentials accounts.ada: the account has a role and a profile; keep one of them',
  ]);
});
