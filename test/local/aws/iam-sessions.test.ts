import { mayDo } from '../../../local/aws/iam/decision';
import {
  ACCOUNT,
  document,
  newBucket,
  newRoleStage,
  newTaskRole,
  own,
  sentence,
  taskKey,
  type Grant,
  type RoleStage,
} from './iam-roles';
import { requestsWith, type Requests, type Told } from './requests';

let stage: RoleStage;
let owner: Requests;
let taskThatMay: RoleStage['taskThatMay'];
beforeAll(async () => {
  stage = await newRoleStage();
  ({ administrator: owner, taskThatMay } = stage);
});
afterAll(() => stage.end());

describe('which policies count', () => {
  const listing = { Action: 'acm:ListCertificates', Resource: '*' };
  const lists = (key: string): Promise<Told> =>
    requestsWith(stage.aws, key).target('acm', 'CertificateManager.ListCertificates');

  test('one that is attached, until it is detached', async () => {
    const { body } = await owner.query('iam', 'CreatePolicy', {
      PolicyName: 'listing',
      PolicyDocument: document([{ Effect: 'Allow', ...listing }]),
    });
    const PolicyArn = /<Arn>([^<]*)</.exec(body)?.[1] ?? '';
    const { arn, name } = await newTaskRole(owner, ACCOUNT, []);
    const key = await taskKey(stage.aws, arn);
    expect((await lists(key)).status).toBe(400);
    await owner.query('iam', 'AttachRolePolicy', { RoleName: name, PolicyArn });
    expect((await lists(key)).status).toBe(200);
    await owner.query('iam', 'DetachRolePolicy', { RoleName: name, PolicyArn });
    expect((await lists(key)).status).toBe(400);
  });

  test('a permissions boundary', async () => {
    const { body } = await owner.query('iam', 'CreatePolicy', {
      PolicyName: 'boundary',
      PolicyDocument: document([{ Effect: 'Allow', Action: 's3:*', Resource: '*' }]),
    });
    const PermissionsBoundary = /<Arn>([^<]*)</.exec(body)?.[1] ?? '';
    const { arn, name } = await newTaskRole(owner, ACCOUNT, [listing]);
    const key = await taskKey(stage.aws, arn);
    expect((await lists(key)).status).toBe(200);
    await owner.query('iam', 'PutRolePermissionsBoundary', { RoleName: name, PermissionsBoundary });
    expect(sentence(await lists(key))).toContain('because no permissions boundary allows');
  });

  test('a bucket policy, with its conditions', async () => {
    await newBucket(owner, 'guarded');
    await owner.rest('s3', 'PUT', '/guarded/x', 'x');
    const task = await taskThatMay({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::guarded/*' });
    const deny = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::guarded/*' };
    const tlsOnly = { ...deny, Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
    await owner.rest('s3', 'PUT', '/guarded?policy', document([tlsOnly]));
    expect((await task.rest('s3', 'GET', '/guarded/x')).status).toBe(200);
    await owner.rest('s3', 'PUT', '/guarded?policy', document([deny]));
    expect(sentence(await task.rest('s3', 'GET', '/guarded/x'))).toContain(
      'with an explicit deny in a resource-based policy',
    );
    expect((await owner.rest('s3', 'DELETE', '/guarded?policy')).status).toBe(204);
    expect((await task.rest('s3', 'GET', '/guarded/x')).status).toBe(200);
    expect((await owner.rest('s3', 'GET', '/guarded?policy')).status).toBe(404);
  });

  test('the keys of a role that was deleted are worth nothing', async () => {
    const { arn, name } = await newTaskRole(owner, ACCOUNT, [listing]);
    const key = await taskKey(stage.aws, arn);
    await owner.query('iam', 'DeleteRolePolicy', { RoleName: name, PolicyName: 'grants' });
    await owner.query('iam', 'DeleteRole', { RoleName: name });
    expect((await lists(key)).code).toBe('UnrecognizedClientException');
  });
});

describe('a session that AssumeRole opens', () => {
  const assumed = async (by: Requests, RoleArn: string): Promise<Told> =>
    await by.query('sts', 'AssumeRole', { RoleArn, RoleSessionName: 'test' });
  const keyIn = ({ body }: Told): string => /<AccessKeyId>([^<]*)</.exec(body)?.[1] ?? '';
  const roleTrusting = async (AWS: string, ...grants: readonly Grant[]): Promise<string> => {
    const { arn, name } = await newTaskRole(owner, ACCOUNT, grants);
    const PolicyDocument = document([{ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' }]);
    await owner.query('iam', 'UpdateAssumeRolePolicy', { RoleName: name, PolicyDocument });
    return arn;
  };

  test('of a role that does not exist may do everything, as who deploys', async () => {
    const told = await assumed(owner, `arn:aws:iam::${ACCOUNT}:role/nobody`);
    expect((await requestsWith(stage.aws, keyIn(told)).query('ec2', 'DescribeVpcs')).status).toBe(200);
  });

  test('of a role that exists may do what the role may', async () => {
    const told = await assumed(owner, await roleTrusting(ACCOUNT));
    expect((await requestsWith(stage.aws, keyIn(told)).query('ec2', 'DescribeVpcs')).status).toBe(403);
  });

  test('needs the trust of the role', async () => {
    const told = await assumed(owner, await roleTrusting('222222222222'));
    expect([told.status, told.code]).toEqual([403, 'AccessDenied']);
    expect(sentence(told)).toContain('sts:AssumeRole on resource: ');
    // Keys that the local AWS did not issue belong to the user of this machine.
    expect((await assumed(requestsWith(stage.aws, 'local'), await roleTrusting('222222222222'))).status).toBe(
      200,
    );
  });

  test('needs the permission of a task that opens it', async () => {
    const arn = await roleTrusting(ACCOUNT);
    expect((await assumed(await taskThatMay(), arn)).status).toBe(403);
    expect((await assumed(await taskThatMay({ Action: 'sts:AssumeRole', Resource: arn }), arn)).status).toBe(
      200,
    );
  });
});

describe('what no request asks for', () => {
  const resource = own('appmesh', 'mesh/yelb/virtualNode/ui');

  test('is decided on demand', async () => {
    const { arn } = await newTaskRole(owner, ACCOUNT, [
      { Action: 'appmesh:StreamAggregatedResources', Resource: resource },
    ]);
    const signer = { url: stage.aws.url, accessKeyId: await taskKey(stage.aws, arn), region: 'us-west-2' };
    const action = 'appmesh:StreamAggregatedResources';
    expect(await mayDo(signer, { action, resource })).toEqual({ allowed: true });
    expect(await mayDo(signer, { action, resource: `${resource}-2` })).toEqual({
      allowed: false,
      message: expect.stringMatching(
        /^User: .* is not authorized to perform: appmesh:StreamAggregatedResources on/,
      ),
    });
    expect(await mayDo({ ...signer, accessKeyId: 'local' }, { action, resource })).toEqual({ allowed: true });
  });

  test('a file system policy allows a mount by its access point only', async () => {
    const { json } = await owner.rest(
      'elasticfilesystem',
      'POST',
      '/2015-02-01/file-systems',
      '{"CreationToken":"x"}',
    );
    const [id, fileSystem] = [String(json['FileSystemId']), String(json['FileSystemArn'])];
    const { arn } = await newTaskRole(owner, ACCOUNT, []);
    const Policy = document([
      {
        Effect: 'Allow',
        Principal: { AWS: arn },
        Action: 'elasticfilesystem:ClientMount',
        Resource: fileSystem,
        Condition: { StringEquals: { 'elasticfilesystem:AccessPointArn': 'point' } },
      },
    ]);
    await owner.rest(
      'elasticfilesystem',
      'PUT',
      `/2015-02-01/file-systems/${id}/policy`,
      JSON.stringify({ Policy }),
    );
    const signer = { url: stage.aws.url, accessKeyId: await taskKey(stage.aws, arn), region: 'us-west-2' };
    const need = { action: 'elasticfilesystem:ClientMount', resource: fileSystem };
    expect((await mayDo(signer, need)).allowed).toBe(false);
    const context = { 'elasticfilesystem:AccessPointArn': 'point' };
    expect((await mayDo(signer, { ...need, context })).allowed).toBe(true);
  });
});
