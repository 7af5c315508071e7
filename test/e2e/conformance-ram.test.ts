import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rules } from '../../local/aws/rules';
import { cacheFolder } from '../../local/packages';
import { startWholeLocalAws, type WholeLocalAws } from '../../local/whole';
import { setUpTerraform } from '../../terraform/set-up';
import { accountIn } from '../local/aws/accounts';
import { shareCases, shareRefusals, unit } from './conformance/shares';
import {
  accounts,
  addressOf,
  changedCases,
  expectedChanges,
  moduleIn,
  newTally,
  type Case,
  type Module,
} from './conformance/stage';

// Some twenty commands of the real Terraform. moto answers for the role that lets RAM into the organization.
jest.setTimeout(600_000);

const tally = newTally();
const ramOf = (cases: readonly Case[]): readonly Case[] =>
  cases.filter(({ type }) => type.startsWith('aws_ram_'));
const typesOf = (cases: readonly Case[]): readonly string[] => ramOf(cases).map(({ type }) => type);
const outputs = {
  output: {
    ids: { value: Object.fromEntries(shareCases.map((one) => [addressOf(one), `\${${addressOf(one)}.id}`])) },
    arn: { value: '${aws_appmesh_mesh.first.arn}' },
  },
};

let folder = '';
let whole: WholeLocalAws;
let all: Module;
let imported: Module;
let refused: Module;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  const started = await startWholeLocalAws({
    motoCache: cacheFolder(),
    organization: {
      id: 'o-meshspan00',
      managementAccount: accounts.owner,
      accounts: [accounts.member],
      units: { [unit]: [accounts.member] },
    },
  });
  if (!started.ok) throw new Error(started.problem);
  whole = started.whole;
  const setUp = await setUpTerraform(join(folder, '.meshspan'));
  if (!setUp.ok) throw new Error(setUp.problem);
  const module = (name: string): Module =>
    moduleIn(join(folder, name), setUp.cliConfig, whole.aws.environment);
  [all, imported, refused] = [module('all'), module('imported'), module('refused')];
});
afterAll(async () => {
  process.stdout.write(`\n${tally.text()}\n`);
  await whole.close();
  rmSync(folder, { recursive: true });
});

const unchanged = { code: 0, planned: {} };

test('shares of every kind are created, and planned again without a change', async () => {
  all.write(shareCases, outputs);
  await all.succeed('init');
  await all.succeed('apply', '-auto-approve');
  expect(await all.succeed('plan', '-detailed-exitcode')).toMatchObject(unchanged);
  tally.count('created', typesOf(shareCases));
});

test('they can be imported, and are planned without a change', async () => {
  const { ids } = await madeNow();
  const cases = ramOf(shareCases);
  const firsts = cases.filter(({ type }, index) => cases.findIndex((other) => other.type === type) === index);
  expect(firsts).toHaveLength(5);
  imported.write(shareCases);
  await imported.succeed('init');
  for (const one of firsts) await imported.succeed('import', addressOf(one), ids[addressOf(one)] ?? '');
  const others = shareCases.filter((one) => !firsts.includes(one));
  imported.write(shareCases, {
    import: others.map((one) => ({ to: addressOf(one), id: ids[addressOf(one)] })),
  });
  const { output } = await imported.succeed('apply', '-auto-approve');
  expect(output).toContain(`${others.length} imported, 0 added, 0 changed, 0 destroyed`);
  tally.count('imported', typesOf(shareCases));
});

test('what RAM refuses is refused, by its rule and in its words', async () => {
  const { ids, arn } = await madeNow();
  const refusals = shareRefusals({ inside: ids['aws_ram_resource_share.inside'] ?? '', firstMesh: arn });
  refused.write(refusals);
  await refused.succeed('init');
  const { errors } = await refused.run('apply', '-auto-approve');
  expect(refusals.map((one) => ({ at: addressOf(one), said: errors[addressOf(one)] ?? 'nothing' }))).toEqual(
    refusals.map((one) => {
      const { code, sentence } = rules[one.rule];
      return {
        at: addressOf(one),
        said: expect.stringMatching(new RegExp(`${code}.*${sentence.replaceAll(/[()]/g, '\\$&')}`)),
      };
    }),
  );
  tally.count('refused', typesOf(refusals));
});

test('each change is made in place or by replacement, as the provider plans it', async () => {
  all.write(changedCases(shareCases), outputs);
  const { planned } = await all.succeed('plan', '-detailed-exitcode');
  expect(planned).toEqual(expectedChanges(shareCases));
  await all.succeed('apply', '-auto-approve');
  expect(await all.succeed('plan', '-detailed-exitcode')).toMatchObject(unchanged);
  for (const what of ['update', 'replace'] as const) {
    const those = shareCases.filter((one) => one.changed !== undefined && (one.plans ?? 'update') === what);
    tally.count(what === 'update' ? 'updated' : 'replaced', typesOf(those));
  }
});

test('what somebody took out of a share is planned and put back', async () => {
  const { ids } = await madeNow();
  const { ram } = await accountIn(whole.aws, accounts.owner);
  const inside = ids['aws_ram_resource_share.inside'];
  const [resource = ''] = (ids['aws_ram_resource_association.three'] ?? '').split(',').slice(1);
  await ram.disassociateResourceShare({ resourceShareArn: inside, resourceArns: [resource] });
  await ram.disassociateResourceShare({ resourceShareArn: inside, principals: [accounts.member] });
  await ram.deleteResourceShare({ resourceShareArn: ids['aws_ram_resource_share.untagged'] });
  const gone = [
    'aws_ram_resource_association.three',
    'aws_ram_principal_association.member',
    'aws_ram_resource_share.untagged',
  ];
  const { planned } = await all.succeed('plan', '-detailed-exitcode');
  expect(planned).toEqual(Object.fromEntries(gone.map((address) => [address, 'create'])));
  await all.succeed('apply', '-auto-approve');
  expect(await all.succeed('plan', '-detailed-exitcode')).toMatchObject(unchanged);
  tally.count(
    'made again',
    gone.map((address) => address.split('.')[0] ?? ''),
  );
});

test('an account that left comes back by a new share only', async () => {
  const { ids } = await madeNow();
  const { ram } = await accountIn(whole.aws, accounts.stranger);
  await ram.disassociateResourceShare({
    resourceShareArn: ids['aws_ram_resource_share.outside'],
    principals: [accounts.stranger],
  });
  expect((await all.succeed('plan', '-detailed-exitcode')).planned).toEqual({
    'aws_ram_principal_association.stranger': 'create',
    'aws_ram_resource_share_accepter.stranger': 'create',
  });
  // It is invited once more, and then has accepted two invitations of one share, of which the provider wants one.
  const { errors } = await all.run('apply', '-auto-approve');
  expect(errors['aws_ram_resource_share_accepter.stranger']).toContain('too many results: wanted 1, got 2');
  // By now it can't even be read any more, so that only a state without it can be planned.
  await all.succeed('state', 'rm', 'aws_ram_resource_share_accepter.stranger');
  await all.succeed('apply', '-auto-approve', '-replace=aws_ram_resource_share.outside');
  expect(await all.succeed('plan', '-detailed-exitcode')).toMatchObject(unchanged);
  tally.count('made again', ['aws_ram_resource_share_accepter']);
});

test('all of it is destroyed, and nothing is left', async () => {
  const { output } = await all.succeed('destroy', '-auto-approve');
  expect(output).toContain(`${shareCases.length} destroyed`);
  const { ram } = await accountIn(whole.aws, accounts.owner);
  const { resourceShares } = await ram.getResourceShares({ resourceOwner: 'SELF' });
  expect(resourceShares?.filter(({ status }) => status !== 'DELETED')).toEqual([]);
  tally.count('destroyed', typesOf(shareCases));
});

test('every type had its share of it', () => {
  const least: readonly (readonly [type: string, ...counts: (readonly [what: string, least: number])[]])[] = [
    ['aws_ram_resource_share', ['created', 8], ['updated', 6], ['refused', 1], ['made again', 1]],
    ['aws_ram_resource_association', ['created', 3], ['replaced', 1], ['refused', 3], ['made again', 1]],
    ['aws_ram_principal_association', ['created', 5], ['replaced', 1], ['refused', 4], ['made again', 1]],
    ['aws_ram_resource_share_accepter', ['created', 1], ['made again', 1]],
    ['aws_ram_sharing_with_organization', ['created', 1], ['refused', 1]],
  ];
  for (const [type, ...counts] of least) {
    for (const [what, count] of [...counts, ['imported', 1], ['destroyed', 1]] as const)
      expect([type, what, tally.of(type, what) >= count]).toEqual([type, what, true]);
  }
});

async function madeNow(): Promise<{ readonly ids: Readonly<Record<string, string>>; readonly arn: string }> {
  const { output } = await all.succeed('output', '-json');
  const values = JSON.parse(output) as {
    readonly ids: { readonly value: Readonly<Record<string, string>> };
    readonly arn: { readonly value: string };
  };
  return { ids: values.ids.value, arn: values.arn.value };
}
