import { request } from 'node:http';
import { connect } from 'node:net';
import { existsSync, readFileSync } from 'node:fs';
import { startLocalAws, type LocalAws } from '../../../local/aws/server';

let aws: LocalAws;
beforeAll(async () => {
  aws = await startLocalAws({ profiles: { frontend: '111111111111' } });
});
afterAll(() => aws.close());

function authorization(key: string, service: string): string {
  return `AWS4-HMAC-SHA256 Credential=${key}/20261121/us-west-2/${service}/aws4_request, SignedHeaders=host, Signature=0`;
}

async function sts(parameters: Record<string, string>, key = 'AKIANOBODY') {
  const response = await fetch(aws.url, {
    method: 'POST',
    headers: { authorization: authorization(key, 'sts') },
    body: new URLSearchParams({ Version: '2011-06-15', ...parameters }),
  });
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() };
}

const text = (body: string, element: string): string | undefined =>
  new RegExp(`<${element}>([^<]*)</${element}>`).exec(body)?.[1];
const assume = (RoleArn: string, more: Record<string, string> = {}) =>
  sts({ Action: 'AssumeRole', RoleSessionName: 'meshspan', RoleArn, ...more });

test('keys that were not issued belong to the default account', async () => {
  const { status, type, body } = await sts({ Action: 'GetCallerIdentity' });
  expect([status, type]).toEqual([200, 'text/xml']);
  expect(body.replace(/<RequestId>.*<\/RequestId>/, '')).toMatchInlineSnapshot(`
"<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::000000000000:root</Arn><UserId>000000000000</UserId><Account>000000000000</Account></GetCallerIdentityResult><ResponseMetadata></ResponseMetadata></GetCallerIdentityResponse>
"
`);
});

test("an assumed role's keys belong to the role's account", async () => {
  const { status, body } = await assume('arn:aws:iam::222222222222:role/team/deploy', {
    DurationSeconds: '900',
  });
  expect(status).toBe(200);
  const arn = 'arn:aws:sts::222222222222:assumed-role/deploy/meshspan';
  expect(text(body, 'Arn')).toBe(arn);
  const left = Date.parse(text(body, 'Expiration') ?? '') - Date.now();
  expect(left).toBeGreaterThan(890_000);
  expect(left).toBeLessThanOrEqual(900_000);
  const key = text(body, 'AccessKeyId') ?? '';
  expect(key).toMatch(/^ASIA[A-Z2-7]{16}$/);
  const identity = await sts({ Action: 'GetCallerIdentity' }, key);
  expect([text(identity.body, 'Account'), text(identity.body, 'Arn')]).toEqual(['222222222222', arn]);
  expect(text(identity.body, 'UserId')).toBe(text(body, 'AssumedRoleId'));
});

test('two sessions of one role have keys of their own and share the id of the role', async () => {
  const [one, two] = await Promise.all([1, 2].map(() => assume('arn:aws:iam::222222222222:role/x')));
  expect(text(one?.body ?? '', 'AccessKeyId')).not.toBe(text(two?.body ?? '', 'AccessKeyId'));
  expect(text(one?.body ?? '', 'AssumedRoleId')).toBe(text(two?.body ?? '', 'AssumedRoleId'));
});

test("a profile's keys belong to the profile's account, and its file is removed with the server", async () => {
  const own = await startLocalAws({ profiles: { backend: '333333333333' } });
  const file = own.environment['AWS_SHARED_CREDENTIALS_FILE'] ?? '';
  expect(readFileSync(file, 'utf8')).toMatch(/^\[backend\]\naws_access_key_id = ASIA/);
  await own.close();
  expect(existsSync(file)).toBe(false);
  const mine = readFileSync(aws.environment['AWS_SHARED_CREDENTIALS_FILE'] ?? '', 'utf8');
  const key = /aws_access_key_id = (\w+)/.exec(mine)?.[1];
  expect(text((await sts({ Action: 'GetCallerIdentity' }, key)).body, 'Account')).toBe('111111111111');
});

test('presigned requests and GET are understood', async () => {
  const query = new URLSearchParams({
    Action: 'GetCallerIdentity',
    'X-Amz-Credential': 'AKIANOBODY/20261121/us-west-2/sts/aws4_request',
  });
  const response = await fetch(`${aws.url}/?${query.toString()}`);
  expect(text(await response.text(), 'Account')).toBe('000000000000');
});

test.each([
  ['no role', { RoleArn: '' }],
  ['a user instead of a role', { RoleArn: 'arn:aws:iam::222222222222:user/x' }],
  ['an account of eleven digits', { RoleArn: 'arn:aws:iam::22222222222:role/x' }],
  ['a session with a space', { RoleSessionName: 'a b' }],
  ['a session of one minute', { DurationSeconds: '60' }],
  ['a duration in words', { DurationSeconds: 'an hour' }],
])('fails to assume a role with %s', async (_, wrong) => {
  const { status, body } = await assume('arn:aws:iam::222222222222:role/x', wrong);
  expect([status, text(body, 'Type'), text(body, 'Code')]).toEqual([400, 'Sender', 'ValidationError']);
});

describe('what does not exist is refused by name', () => {
  test('an operation of STS', async () => {
    const { status, body } = await sts({ Action: 'GetSessionToken' });
    expect([status, text(body, 'Code')]).toEqual([400, 'InvalidAction']);
    expect(text(body, 'Message')).toBe('Could not find operation GetSessionToken for version 2011-06-15');
    expect(text((await sts({})).body, 'Message')).toContain('names no action');
  });

  test.each([
    [
      'ec2',
      { body: 'Action=DescribeVpcs', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      'ec2:DescribeVpcs',
    ],
    [
      'ecs',
      { headers: { 'x-amz-target': 'AmazonEC2ContainerServiceV20141113.ListClusters' } },
      'ecs:ListClusters',
    ],
    ['eks', { path: '/clusters' }, 'eks:POST /clusters'],
  ])(
    'a service: %s',
    async (service, asked: { body?: string; headers?: object; path?: string }, operation) => {
      const response = await fetch(aws.url + (asked.path ?? '/'), {
        method: 'POST',
        headers: { authorization: authorization('x', service), ...asked.headers },
        body: asked.body ?? '',
      });
      expect([response.status, response.headers.get('x-amzn-errortype')]).toEqual([501, 'NotImplemented']);
      const answer = await response.text();
      const message = answer.startsWith('{')
        ? (JSON.parse(answer) as { message: string }).message
        : text(answer, 'Message');
      expect(message).toBe(`the local AWS has no service "${service}" (asked for ${operation})`);
    },
  );
});

describe('malformed input never crashes', () => {
  test.each([
    ['no signature', {}],
    ['another scheme', { authorization: 'Basic YTpi' }],
    ['half a scope', { authorization: 'AWS4-HMAC-SHA256 Credential=AKIA/20261121/us-west-2' }],
    ['an endless scope', { authorization: `AWS4-HMAC-SHA256 ${'Credential='.repeat(700)}` }],
  ])('%s', async (_, headers: Record<string, string>) => {
    const response = await fetch(aws.url, { method: 'POST', headers, body: 'Action=GetCallerIdentity' });
    expect([response.status, response.headers.get('x-amzn-errortype')]).toEqual([
      403,
      'MissingAuthenticationToken',
    ]);
  });

  test('a body that is not a form, and one with control characters', async () => {
    for (const body of ['%%%=%zz&&&==', '\u0000\u0001', '<xml/>', 'Action=%00%1b%3Cb%3E%26']) {
      const response = await fetch(aws.url, {
        method: 'POST',
        headers: { authorization: authorization('x', 'sts') },
        body,
      });
      const answer = await response.text();
      expect([response.status, text(answer, 'Code')]).toEqual([400, 'InvalidAction']);
      // oxlint-disable-next-line no-control-regex
      expect(answer).not.toMatch(/[\u0000-\u0008\u001b]|<b>/);
    }
  });

  test('a body beyond any sense', async () => {
    const body = Buffer.alloc(9 * 1024 * 1024, 'a');
    const response = await fetch(aws.url, {
      method: 'POST',
      headers: { authorization: authorization('x', 'sts') },
      body,
    });
    expect(response.status).toBe(413);
  });

  test('an invalid address, a broken connection, and something that is not HTTP', async () => {
    const { port } = new URL(aws.url);
    const status = await new Promise((done) => {
      request(
        {
          host: '127.0.0.1',
          port,
          path: '//:99999999/%',
          headers: { authorization: authorization('x', 'sts') },
        },
        (answer) => {
          answer.resume();
          done(answer.statusCode);
        },
      ).end();
    });
    expect(status).toBe(400);
    for (const said of [
      'hello\r\n\r\n',
      'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nAction=',
    ]) {
      await new Promise<void>((done) => {
        const socket = connect(Number(port), '127.0.0.1', () => socket.write(said));
        socket.on('error', () => undefined).on('close', () => done());
        setTimeout(() => socket.destroy(), 100);
      });
    }
    expect((await sts({ Action: 'GetCallerIdentity' })).status).toBe(200);
  });
});
