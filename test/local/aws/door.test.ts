import { request } from 'node:http';
import { turnedAway } from '../../../local/aws/entry';
import { notHere } from '../../../local/aws/not-here';
import { newMotoStage, type MotoStage } from './moto';
import { expectRefused, region, requestsOf, type Requests } from './requests';

let stage: MotoStage;
let owner: Requests;
beforeAll(async () => {
  stage = await newMotoStage();
  owner = await requestsOf(stage.aws, '111111111111');
});
afterAll(() => stage.end());

const authorization = (service: string): string =>
  `AWS4-HMAC-SHA256 Credential=x/20261121/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`;

/** The status and headers of an answer to a request that no client of AWS would send. */
const asked = (path: string, headers: Record<string, string>, method = 'GET'): Promise<[number, object]> =>
  new Promise((done, failed) => {
    const { port } = new URL(stage.aws.url);
    const sent = { authorization: authorization('s3'), ...headers };
    request({ host: '127.0.0.1', port, path, method, headers: sent }, (answer) => {
      answer.resume();
      done([answer.statusCode ?? 0, answer.headers]);
    })
      .once('error', failed)
      .end();
  });

test.each([
  ['another host in the path', '//example.com/x', {}, 400],
  ['another host in the address', 'http://example.com/x', {}, 400],
  ['moto itself', '/moto-api/reset', {}, 403],
  ['moto in other letters', '/%6Doto-API/data.json', {}, 403],
  ['moto behind a detour', '/bucket/../moto-api/', {}, 403],
  ['moto behind an encoded detour', '/bucket%2F..%2Fmoto-api/', {}, 403],
  ['a name that was made to lead here', '/', { host: 'evil.example:4566' }, 403],
  ['a page in a browser', '/', { origin: 'https://evil.example' }, 403],
  ['a page in a browser, without its origin', '/', { 'sec-fetch-site': 'cross-site' }, 403],
])('%s is rejected', async (_, path, headers: Record<string, string>, status) => {
  expect((await asked(path, headers))[0]).toBe(status);
});

test.each(['127.0.0.1:4566', 'localhost:4566', '[::1]:4566', 'LOCALHOST'])(
  'the host %s is let in',
  (host) => {
    expect(turnedAway({ url: '/bucket/a//b%20c?list-type=2', headers: { host } })).toBeUndefined();
  },
);

test('web pages cannot read a response', async () => {
  for (const method of ['GET', 'OPTIONS']) {
    const [, headers] = await asked('/', {}, method);
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  }
});

describe('what moto does not support is refused by name, and not repeated', () => {
  test.each([
    ['a target', () => owner.target('logs', 'Logs_20140328.StartLiveTail')],
    ['an action', () => owner.query('ec2', 'AcceptAddressTransfer')],
    ['an action of another service', () => owner.query('iam', 'GetOrganizationsAccessReport')],
    ['a path', () => owner.rest('eks', 'POST', '/cluster-registrations', '{}')],
    ['a path of a service in XML', () => owner.rest('route53', 'GET', '/2013-04-01/trafficpolicies')],
  ])('%s', async (_, ask) => {
    const { status, code, body } = await ask();
    expect({ status, code, body }).toEqual({
      status: 501,
      code: 'NotImplemented',
      body: expect.stringMatching(/the local AWS does not support [\w-]+:[\w /-]+/),
    });
    expect(body).not.toMatch(/<html/i);
  });

  test('in the form that EC2 has for errors', () => {
    const call = { service: 'ec2', headers: {}, query: new URLSearchParams(), requestId: '1' };
    const { body } = notHere(call as unknown as Parameters<typeof notHere>[0], 'a < b');
    expect(body).toBe(
      '<Response><Errors><Error><Code>NotImplemented</Code><Message>a &lt; b</Message></Error></Errors><RequestID>1</RequestID></Response>',
    );
  });
});

describe('malformed JSON is refused for every service', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const targets = [
    ['acm', 'CertificateManager.RequestCertificate'],
    ['acm-pca', 'ACMPrivateCA.CreateCertificateAuthority'],
    ['servicediscovery', 'Route53AutoNaming_v20170314.DeleteService'],
    ['logs', 'Logs_20140328.CreateLogGroup'],
  ] as const;
  const bodies = [
    ['json/malformed', '{"a": '],
    ['json/malformed', '[]'],
    ['json/malformed', 'null'],
    ['json/too-deep', deep],
    ['json/too-deep', `{"Tags":${deep}}`],
  ] as const;
  test.each(
    targets.flatMap(([service, target]) => bodies.map((body) => [service, target, ...body] as const)),
  )('%s (%s): %s', async (service, target, rule, body) => {
    const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target };
    expectRefused(await owner.rest(service, 'POST', '/', body, headers), rule);
  });

  test.each([
    ['appmesh', 'PUT', '/v20190125/meshes'],
    ['ram', 'POST', '/createresourceshare'],
    ['eks', 'POST', '/clusters'],
  ])('%s', async (service, method, path) => {
    const json = { 'content-type': 'application/json' };
    for (const [rule, body] of bodies)
      expectRefused(await owner.rest(service, method, path, body, json), rule);
  });

  test('brackets in strings do not count as depth', async () => {
    const name = `/${'['.repeat(200)}"`;
    const asking = { logGroupName: name };
    const { body } = await owner.target('logs', 'Logs_20140328.CreateLogGroup', asking);
    expect(body).not.toContain('SerializationException');
  });
});

test('the length of an object is known without reading it', async () => {
  await owner.rest(
    's3',
    'PUT',
    '/heads',
    `<CreateBucketConfiguration><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`,
  );
  await owner.rest('s3', 'PUT', '/heads/a', 'twelve bytes');
  const [status, headers] = await asked('/heads/a', { authorization: owner.authorization('s3') }, 'HEAD');
  expect([status, headers]).toEqual([200, expect.objectContaining({ 'content-length': '12' })]);
});
