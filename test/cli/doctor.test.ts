import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { folderWith } from '../sources/folder';
import { programsIn, terraform } from './programs';
import { meshspan } from './world';

const topology = `mesh: shop
region: eu-central-1
owner: front
accounts:
  front: {id: "111111111111", role: deploy, network: {cidr: 10.1.0.0/16}}
  back: {id: "222222222222", profile: back, network: {cidr: 10.2.0.0/16}}
authority: {kind: private-ca, commonName: shop root}
workloads:
  web: {account: front, calls: [api], runtime: {image: "web:1"}}
  api: {account: back, listens: {port: 80, protocol: http}, runtime: {image: "api:1"}}
`;

/** An AWS with everything: it notes who asks. */
const aws = (folder: string, roles = 'echo arn'): string => `
echo "$AWS_ACCESS_KEY_ID/$AWS_PROFILE $*" >> ${folder}/asked
case "$*" in
  --version) echo aws-cli/2.0 ;;
  *assume-role*) echo '{"Credentials":{"AccessKeyId":"ASIAFRONT","SecretAccessKey":"secretsecret","SessionToken":"tokentoken"}}' ;;
  *get-caller-identity*) [ "$AWS_PROFILE" = back ] && echo '{"Account":"222222222222"}' || echo '{"Account":"111111111111"}' ;;
  *get-role*) ${roles} ;;
  *get-service-quota*) echo 5.0 ;;
  *describe-*) echo 1 ;;
esac`;

interface Row {
  readonly check: string;
  readonly account?: string;
  readonly result: string;
  readonly found: string;
  readonly fix?: string;
}

async function doctor(cwd: string, env: Readonly<Record<string, string>>) {
  const { code, out, err } = await meshspan(cwd, ['doctor', '--json'], { env });
  const { ok, checks } = JSON.parse(out) as { readonly ok: boolean; readonly checks: readonly Row[] };
  const of = (check: string, account?: string): Row | undefined =>
    checks.find((row) => row.check === check && row.account === account);
  return { code, ok, checks, of, err, out };
}

/** Checks that do not depend on the network of the machine. */
const known = ({ check }: Row): boolean => !/^(provider|clock)/.test(check);

it('with all that is needed nothing is to be done, and each account is asked as its stacks sign in', async () => {
  const cwd = folderWith({ 'topology.yaml': topology });
  const { checks, out } = await doctor(cwd, {
    ...programsIn(cwd, { terraform, aws: aws(cwd) }),
    AWS_ACCESS_KEY_ID: 'AKIAME',
  });
  expect(checks.filter(known).filter(({ result }) => result !== 'ok')).toEqual([]);
  expect(checks.filter(known).map(({ check, account = '-' }) => `${account} ${check}`)).toEqual(
    expect.arrayContaining([
      '- node',
      '- terraform',
      '- aws',
      '- states (local)',
      'front credentials',
      'front AWSServiceRoleForECS',
      'front VPCs of a region',
      'back credentials',
    ]),
  );
  const asked = readFileSync(join(cwd, 'asked'), 'utf8');
  expect(asked).toMatch(/^AKIAME\/ sts assume-role --role-arn arn:aws:iam::111111111111:role\/deploy /m);
  expect(asked).toMatch(/^ASIAFRONT\/ sts get-caller-identity/m);
  expect(asked).toMatch(/^\/back sts get-caller-identity/m);
  for (const secret of ['ASIAFRONT', 'secretsecret', 'tokentoken', 'AKIAME'])
    expect(out).not.toContain(secret);
});

it('a role that is missing is a problem, with what to do', async () => {
  const cwd = folderWith({ 'topology.yaml': topology });
  const missing = 'echo "An error occurred (NoSuchEntity) when calling the GetRole operation" >&2; exit 254';
  const { code, ok, of } = await doctor(cwd, programsIn(cwd, { terraform, aws: aws(cwd, missing) }));
  expect([code, ok]).toEqual([1, false]);
  expect(of('AWSServiceRoleForECS', 'back')).toMatchObject({
    result: 'problem',
    fix: 'aws iam create-service-linked-role --aws-service-name ecs.amazonaws.com (in this account)',
  });
});

it('where nobody is signed in nothing else is asked, and the role is named', async () => {
  const cwd = folderWith({ 'topology.yaml': topology });
  const nobody =
    'echo "An error occurred (AccessDenied) when calling the AssumeRole operation" >&2; exit 254';
  const text = `case "$*" in --version) echo 1 ;; *) ${nobody} ;; esac`;
  const { code, of } = await doctor(cwd, programsIn(cwd, { terraform, aws: text }));
  expect(code).toBe(1);
  expect(of('credentials', 'front')).toMatchObject({
    result: 'problem',
    fix: expect.stringContaining('arn:aws:iam::111111111111:role/deploy') as string,
  });
  expect(of('AWSServiceRoleForECS', 'front')).toMatchObject({
    result: 'not checked',
    found: 'nobody is signed in',
  });
});

it('without programs: what a deploy needs is a problem, and what only doctor and verify need is not', async () => {
  const cwd = folderWith({ 'topology.yaml': topology });
  const { code, of } = await doctor(cwd, { PATH: cwd });
  expect(code).toBe(1);
  expect(of('terraform')).toMatchObject({ result: 'problem' });
  expect(of('aws')).toMatchObject({
    result: 'not checked',
    found: 'none on PATH; doctor and verify need it',
  });
  expect(of('credentials', 'back')).toMatchObject({
    result: 'not checked',
    found: 'it takes the aws command',
  });
});

it('the table says the same', async () => {
  const cwd = folderWith({ 'topology.yaml': topology });
  const { out } = await meshspan(cwd, ['doctor'], { env: programsIn(cwd, { terraform, aws: aws(cwd) }) });
  expect(out).toMatch(/^check +account +result +found/);
  expect(out).toMatch(/^credentials +front +ok +of 111111111111$/m);
  expect(out).toMatch(/\n\d+ checks: \d+ ok, \d problems?, \d+ not checked\n$/);
});

it('a topology with errors is reported as check does', async () => {
  const cwd = folderWith({ 'topology.yaml': topology.replace('calls: [api]', 'calls: [apo]') });
  expect(await meshspan(cwd, ['doctor'], { env: {} })).toMatchObject({ code: 2, out: '' });
});
