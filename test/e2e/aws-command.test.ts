import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { installAwsCommand, writeAwsProgram } from '../../local/aws-command';
import { taskCredentialsUri } from '../../local/task-credentials';
import { cacheFolder } from '../../local/packages';
import { region } from '../local/aws/accounts';
import { newDesk, type Desk } from './desk';

// The command is installed on the first run.
jest.setTimeout(600_000);

const yelb = require.resolve('../../examples/yelb/topology');
const [frontend, backend] = ['111111111111', '222222222222'];

let desk: Desk;
/** What `local status` says. */
let statusText: string;
let path: string;
beforeAll(async () => {
  const command = await installAwsCommand(cacheFolder());
  if (!command.ok) throw new Error(command.problem);
  desk = newDesk();
  path = writeAwsProgram(join(desk.cwd, 'bin'), command);
  const { code, err } = await desk.meshspan(['local', 'up', yelb]);
  if (code !== 0) throw new Error(err);
  statusText = (await desk.meshspan(['local', 'status'])).out;
});
afterAll(() => desk.leave());

interface Said {
  readonly code: number | null;
  readonly err: string;
  readonly answer: Readonly<Record<string, unknown>>;
}

/** Runs a line in a shell that was set up as `local status` says, and in nothing else of ours. */
function inShell(line: string): Said {
  const exported = statusText.split('\n').filter((one) => one.trim().startsWith('export '));
  const { status, stdout, stderr } = spawnSync('sh', ['-c', [...exported, line].join('\n')], {
    encoding: 'utf8',
    env: { PATH: `${path}:${process.env['PATH'] ?? ''}`, HOME: desk.cwd, AWS_PAGER: '' },
  });
  return { code: status, err: stderr, answer: stdout.trim().startsWith('{') ? JSON.parse(stdout) : {} };
}

/** AWS's command, by the profile of an account. */
const aws = (profile: 'frontend' | 'backend', line: string): Said =>
  inShell(`aws --region ${region} --profile ${profile} ${line}`);

const json = (value: object): string => `'${JSON.stringify(value)}'`;
const mesh = '--mesh-name by-hand';
const ofTheMesh = `${mesh} --mesh-owner ${frontend}`;
const node = `--virtual-node-name votes --spec ${json({ serviceDiscovery: { dns: { hostname: 'votes.example.com' } } })}`;

test('the line that "local status" prints works unchanged', () => {
  const line = statusText.split('\n').find((one) => one.trim().startsWith('aws ')) ?? 'false';
  expect(inShell(line)).toMatchObject({ code: 0, answer: { meshes: [] } });
});

test('a profile is an account', () => {
  expect(aws('frontend', 'sts get-caller-identity').answer).toMatchObject({ Account: frontend });
  expect(aws('backend', 'sts get-caller-identity').answer).toMatchObject({ Account: backend });
  const chosen = inShell('AWS_PROFILE=backend aws sts get-caller-identity');
  expect(chosen.answer).toMatchObject({ Account: backend });
});

test('what a tutorial does by hand works as in AWS: a mesh, its share, the invitation, a node of another account', () => {
  const made = aws('frontend', `appmesh create-mesh ${mesh}`);
  const { metadata } = made.answer['mesh'] as { metadata: { arn: string } };
  expect(made.answer).toMatchObject({ mesh: { meshName: 'by-hand', status: { status: 'ACTIVE' } } });
  const shared = aws(
    'frontend',
    `ram create-resource-share --name by-hand --resource-arns ${metadata.arn} --principals ${backend}`,
  );
  expect(shared.answer).toMatchObject({ resourceShare: { status: 'ACTIVE', name: 'by-hand' } });

  const early = aws('backend', `appmesh create-virtual-node ${ofTheMesh} ${node}`);
  expect(early.code).not.toBe(0);
  expect(early.err).toContain('(ForbiddenException) when calling the CreateVirtualNode operation');

  const invited = aws('backend', 'ram get-resource-share-invitations').answer;
  const [invitation] = invited['resourceShareInvitations'] as readonly {
    resourceShareInvitationArn: string;
  }[];
  const arn = invitation?.resourceShareInvitationArn ?? '';
  expect(
    aws('backend', `ram accept-resource-share-invitation --resource-share-invitation-arn ${arn}`).answer,
  ).toMatchObject({ resourceShareInvitation: { status: 'ACCEPTED' } });

  const votes = aws('backend', `appmesh create-virtual-node ${ofTheMesh} ${node}`);
  expect(votes.answer).toMatchObject({
    virtualNode: { metadata: { meshOwner: frontend, resourceOwner: backend }, status: { status: 'ACTIVE' } },
  });
  expect(aws('frontend', `appmesh list-virtual-nodes ${mesh}`).answer).toMatchObject({
    virtualNodes: [{ virtualNodeName: 'votes', resourceOwner: backend }],
  });
});

test('what AWS refuses is refused in words that the command understands', () => {
  const gateway = `appmesh create-virtual-gateway ${ofTheMesh} --virtual-gateway-name door --spec ${json({
    listeners: [{ portMapping: { port: 80, protocol: 'http' } }],
  })}`;
  expect(aws('backend', gateway).err).toContain('(ForbiddenException)');
  expect(aws('frontend', `appmesh delete-mesh ${mesh}`).err).toContain('(ResourceInUseException)');
  expect(aws('frontend', 'appmesh describe-mesh --mesh-name nobodys').err).toContain('(NotFoundException)');
  const zero = `appmesh create-virtual-router ${mesh} --virtual-router-name r --spec ${json({
    listeners: [{ portMapping: { port: 0, protocol: 'http' } }],
  })}`;
  expect(aws('frontend', zero).code).not.toBe(0);
});

test('what was created by hand can be deleted by hand', () => {
  for (const line of [
    `appmesh delete-virtual-node ${mesh} --virtual-node-name votes`,
    `appmesh delete-mesh ${mesh}`,
  ])
    expect(aws('frontend', line)).toMatchObject({ code: 0 });
  expect(aws('frontend', 'appmesh list-meshes').answer).toEqual({ meshes: [] });
});

test('a task gets the keys of its role, and may do what that may', () => {
  const statement = (more: object): string =>
    json({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...more }] });
  const trust = statement({ Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole' });
  const made = aws('frontend', `iam create-role --role-name task --assume-role-policy-document ${trust}`);
  const { Arn: role } = made.answer['Role'] as { Arn: string };
  const policy = statement({ Action: 'acm:ListCertificates', Resource: '*' });
  aws('frontend', `iam put-role-policy --role-name task --policy-name list --policy-document ${policy}`);
  const url = /AWS_ENDPOINT_URL='?([^'\s]+)/.exec(statusText)?.[1] ?? '';
  const uri = taskCredentialsUri(url, { role, task: `arn:aws:ecs:${region}:${frontend}:task/yelb/a1b2c3` });
  // As in a task of ECS: there are no other keys.
  const unset = ['AWS_PROFILE', 'AWS_SHARED_CREDENTIALS_FILE'];
  const asTask = (line: string): Said =>
    inShell(
      `unset ${unset.join(' ')}; AWS_CONTAINER_CREDENTIALS_FULL_URI='${uri}' aws --region ${region} ${line}`,
    );
  expect(asTask('sts get-caller-identity')).toMatchObject({
    code: 0,
    answer: { Arn: `arn:aws:sts::${frontend}:assumed-role/task/a1b2c3` },
  });
  expect(asTask('acm list-certificates')).toMatchObject({ code: 0 });
  const denied = asTask('acm-pca list-certificate-authorities');
  expect(denied.code).not.toBe(0);
  expect(denied.err).toContain(
    'because no identity-based policy allows the acm-pca:ListCertificateAuthorities action',
  );
});
