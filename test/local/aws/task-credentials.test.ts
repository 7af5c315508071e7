import { taskCredentialsUri } from '../../../local/task-credentials';
import { newMotoStage, type MotoStage } from './moto';
import { requestsOf, type Requests } from './requests';

let stage: MotoStage;
let owner: Requests;
beforeAll(async () => {
  stage = await newMotoStage();
  owner = await requestsOf(stage.aws, '111111111111');
});
afterAll(() => stage.end());

const task = 'arn:aws:ecs:us-west-2:111111111111:task/yelb/0123456789abcdef';
const roleArn = (name: string): string => `arn:aws:iam::111111111111:role/${name}`;

let made = 0;
/** A role with this trust policy; its ARN. */
async function newRole(statement: object, path = '/'): Promise<string> {
  made += 1;
  const name = `task-${made}`;
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await owner.query('iam', 'CreateRole', { RoleName: name, Path: path, AssumeRolePolicyDocument });
  return roleArn(path.slice(1) + name);
}

const ecs = { Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole' };

const asked = async (role: string, of = task): Promise<{ status: number; body: Record<string, string> }> => {
  const response = await fetch(taskCredentialsUri(stage.aws.url, { role, task: of }));
  return { status: response.status, body: (await response.json()) as Record<string, string> };
};

test('a task gets keys of its role, in the form of the endpoint of ECS', async () => {
  const role = await newRole(ecs);
  const before = Date.now();
  const { status, body } = await asked(role);
  expect(status).toBe(200);
  expect(body).toEqual({
    RoleArn: role,
    AccessKeyId: expect.stringMatching(/^ASIA[A-Z2-7]{16}$/),
    SecretAccessKey: expect.any(String),
    Token: expect.any(String),
    Expiration: expect.any(String),
  });
  expect(Date.parse(body['Expiration'] ?? '')).toBeGreaterThan(before);
});

test('the session belongs to the role and has the id of the task', async () => {
  const role = await newRole(ecs, '/mesh/');
  const { credentials } = (await stage.aws.taskCredentials({ role, task })) as {
    credentials: { AccessKeyId: string };
  };
  const response = await fetch(stage.aws.url, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${credentials.AccessKeyId}/20261121/us-west-2/sts/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: new URLSearchParams({ Action: 'GetCallerIdentity', Version: '2011-06-15' }),
  });
  expect(await response.text()).toContain(
    `<Arn>arn:aws:sts::111111111111:assumed-role/task-${made}/0123456789abcdef</Arn>`,
  );
});

test.each<[string, object]>([
  ['another service', { ...ecs, Principal: { Service: 'ec2.amazonaws.com' } }],
  ['an account', { ...ecs, Principal: { AWS: 'arn:aws:iam::111111111111:root' } }],
  ['another action', { ...ecs, Action: 'sts:TagSession' }],
  [
    'another account as source',
    { ...ecs, Condition: { StringEquals: { 'aws:SourceAccount': '999999999999' } } },
  ],
  [
    'tasks of another region',
    { ...ecs, Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:ecs:eu-west-1:111111111111:*' } } },
  ],
])('a role that trusts only %s gives no keys', async (_, statement) => {
  const { status, body } = await asked(await newRole(statement));
  expect([status, body['message']]).toEqual([
    400,
    expect.stringContaining('ECS was unable to assume the role'),
  ]);
});

test('the conditions that AWS recommends admit the task', async () => {
  const Condition = {
    ArnLike: { 'aws:SourceArn': 'arn:aws:ecs:us-west-2:111111111111:*' },
    StringEquals: { 'aws:SourceAccount': '111111111111' },
  };
  expect((await asked(await newRole({ ...ecs, Condition }))).status).toBe(200);
});

test.each([
  ['a role that does not exist', roleArn('nobody'), task, 'does not exist'],
  ['a role of another path', roleArn('wrong/task-1'), task, 'does not exist'],
  [
    'a role of another account',
    'arn:aws:iam::222222222222:role/task-1',
    task,
    'ECS passes no role of another account',
  ],
  ['what is no role', 'arn:aws:iam::111111111111:user/ada', task, 'is not the ARN of a role'],
  [
    'what is no task',
    roleArn('task-1'),
    'arn:aws:ecs:us-west-2:111111111111:service/a/b',
    'is not the ARN of a task',
  ],
])('%s gives no keys', async (_, role, of, sentence) => {
  const { status, body } = await asked(role, of);
  expect([status, body['message']]).toEqual([400, expect.stringContaining(sentence)]);
});
