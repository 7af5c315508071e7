import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Answer, Call } from '../../../local/aws/call';
import { s3ConditionalPut } from '../../../local/aws/corrections/s3-conditional-put';
import { correctionsReferenceOf } from '../../../local/aws/corrections/reference';
import { corrections } from '../../../local/aws/corrections/table';
import { elementText } from '../../../local/aws/corrections/xml';
import { motoVersion } from '../../../local/moto';
import { newMotoStage, type MotoStage } from './moto';
import { expectRefused, region, requestsOf, type Requests, type Told } from './requests';

let stage: MotoStage;
let owner: Requests;
let member: Requests;
beforeAll(async () => {
  stage = await newMotoStage();
  owner = await requestsOf(stage.aws, '111111111111');
  member = await requestsOf(stage.aws, '222222222222');
});
afterAll(() => stage.end());

let networks = 0;
async function vpcOf(who: Requests): Promise<string> {
  networks += 1;
  const { body } = await who.query('ec2', 'CreateVpc', { CidrBlock: `10.${networks}.0.0/16` });
  return elementText(body, 'vpcId') ?? '';
}

const anyCall: Call = {
  method: 'GET',
  url: '/',
  path: '/',
  query: new URLSearchParams(),
  headers: {},
  body: '',
  bytes: Buffer.alloc(0),
  caller: { account: '111111111111', arn: '', userId: '' },
  region,
  service: 's3',
  requestId: '',
};

const newBucket = (who: Requests, name: string): Promise<Told> =>
  who.rest(
    's3',
    'PUT',
    `/${name}`,
    `<CreateBucketConfiguration><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`,
  );

test('moto answers for the account of the assumed role', async () => {
  const vpc = await vpcOf(owner);
  const seen = async (who: Requests): Promise<boolean> =>
    (await who.query('ec2', 'DescribeVpcs')).body.includes(vpc);
  expect([await seen(owner), await seen(member)]).toEqual([true, false]);
  const bucket = await newBucket(member, 'a-bucket');
  expect(bucket.status).toBe(200);
  const listed = await Promise.all([owner, member].map((who) => who.rest('s3', 'GET', '/')));
  expect(listed.map(({ body }) => body.includes('a-bucket'))).toEqual([false, true]);
});

test('docs/local-aws-moto.md is current', () => {
  const file = join(__dirname, '../../../docs/local-aws-moto.md');
  expect(readFileSync(file, 'utf8')).toBe(correctionsReferenceOf(corrections));
});

test('every correction is for the installed moto, and describes how to observe it', () => {
  for (const { moto, reason, seen } of corrections) {
    expect(moto).toBe(motoVersion);
    expect([reason.length > 20, seen.length > 20]).toEqual([true, true]);
  }
});

test('the service-linked role of App Mesh has its name, and exists once', async () => {
  const create = (): Promise<Told> =>
    owner.query('iam', 'CreateServiceLinkedRole', { AWSServiceName: 'appmesh.amazonaws.com' });
  const { body } = await create();
  expect([elementText(body, 'RoleName'), elementText(body, 'Path')]).toEqual([
    'AWSServiceRoleForAppMesh',
    '/aws-service-role/appmesh.amazonaws.com/',
  ]);
  expect(body).toMatch(/^<(?:\?xml.*\?>\s*<)?CreateServiceLinkedRoleResponse/);
  expectRefused(await create(), 'iam/service-linked-role-exists');
});

test('of many who write a lock file at once, one does', async () => {
  await newBucket(owner, 'state-bucket');
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      owner.rest('s3', 'PUT', '/state-bucket/yelb.tflock', `lock ${index}`, { 'if-none-match': '*' }),
    ),
  );
  expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
    200,
    ...Array(19).fill(412),
  ]);
  const winner = answers.findIndex(({ status }) => status === 200);
  expect((await owner.rest('s3', 'GET', '/state-bucket/yelb.tflock')).body).toBe(`lock ${winner}`);
});

test('conditional writes of one object wait for each other, others do not', async () => {
  let [now, most] = [0, 0];
  const forward = async (): Promise<Answer> => {
    now += 1;
    most = Math.max(most, now);
    await pause(5);
    now -= 1;
    return { status: 200, headers: {}, body: '' };
  };
  const put = (path: string, headers: Call['headers']): Promise<Answer> =>
    s3ConditionalPut.answer({ ...anyCall, method: 'PUT', path, headers }, forward, stage.aws.world);
  await Promise.all([1, 2, 3].map(() => put('/bucket/lock', { 'if-none-match': '*' })));
  expect(most).toBe(1);
  await Promise.all([1, 2, 3].map(() => put('/bucket/lock', {})));
  expect(most).toBe(3);
});

test('a binary body is returned unchanged', async () => {
  await newBucket(owner, 'bytes-bucket');
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  const send = (method: string, body?: Buffer): Promise<Response> =>
    fetch(`${stage.aws.url}/bytes-bucket/all`, {
      method,
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=x/20261121/${region}/s3/aws4_request, SignedHeaders=host, Signature=0`,
      },
      ...(body === undefined ? {} : { body: new Uint8Array(body) }),
    });
  await send('PUT', bytes);
  expect(Buffer.from(await (await send('GET')).arrayBuffer())).toEqual(bytes);
});
