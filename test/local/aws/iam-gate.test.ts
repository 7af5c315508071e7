import { newBucket, newRoleStage, own, sentence, type RoleStage } from './iam-roles';
import type { Requests, Told } from './requests';

let stage: RoleStage;
let owner: Requests;
let taskThatMay: RoleStage['taskThatMay'];
beforeAll(async () => {
  stage = await newRoleStage();
  ({ administrator: owner, taskThatMay } = stage);
});
afterAll(() => stage.end());

describe('what a role may do, and what it may not', () => {
  test('acm:ExportCertificate, of one certificate', async () => {
    const certificate = own('acm', 'certificate/one');
    const task = await taskThatMay({ Action: 'acm:ExportCertificate', Resource: certificate });
    const exported = (arn: string): Promise<Told> =>
      task.target('acm', 'CertificateManager.ExportCertificate', { CertificateArn: arn, Passphrase: 'eA==' });
    expect((await exported(certificate)).code).toBe('ResourceNotFoundException');
    const other = await exported(own('acm', 'certificate/two'));
    expect([other.status, other.code]).toEqual([400, 'AccessDeniedException']);
    expect(sentence(other)).toBe(
      `acm:ExportCertificate on resource: ${own('acm', 'certificate/two')} because no identity-based policy allows the acm:ExportCertificate action`,
    );
  });

  test('acm-pca:GetCertificateAuthorityCertificate, of what is built in', async () => {
    const authority = own('acm-pca', 'certificate-authority/one');
    const task = await taskThatMay({ Action: 'acm-pca:Get*', Resource: authority });
    const asked = (arn: string): Promise<Told> =>
      task.target('acm-pca', 'ACMPrivateCA.GetCertificateAuthorityCertificate', {
        CertificateAuthorityArn: arn,
      });
    expect((await asked(authority)).code).toBe('ResourceNotFoundException');
    expect((await asked(`${authority}-2`)).code).toBe('AccessDeniedException');
  });

  test('secretsmanager:GetSecretValue, by the ARN with its random end, and by name', async () => {
    const { json } = await owner.target('secretsmanager', 'secretsmanager.CreateSecret', {
      Name: 'store/one',
      SecretString: 'hidden',
    });
    const task = await taskThatMay({
      Action: 'secretsmanager:GetSecretValue',
      Resource: String(json['ARN']),
    });
    const value = (SecretId: unknown): Promise<Told> =>
      task.target('secretsmanager', 'secretsmanager.GetSecretValue', { SecretId });
    expect((await value(json['ARN'])).json).toMatchObject({ SecretString: 'hidden' });
    expect((await value('store/one')).json).toMatchObject({ SecretString: 'hidden' });
    await owner.target('secretsmanager', 'secretsmanager.CreateSecret', { Name: 'store/two' });
    expect((await value('store/two')).code).toBe('AccessDeniedException');
    const described = await task.target('secretsmanager', 'secretsmanager.DescribeSecret', {
      SecretId: 'store/one',
    });
    expect(sentence(described)).toContain('secretsmanager:DescribeSecret on resource: ');
  });

  test('ssm:GetParameters, only where all of them are allowed', async () => {
    for (const Name of ['/mesh/one', '/mesh/two'])
      await owner.target('ssm', 'AmazonSSM.PutParameter', { Name, Value: 'x', Type: 'String' });
    const task = await taskThatMay({
      Action: 'ssm:GetParameters',
      Resource: own('ssm', 'parameter/mesh/one'),
    });
    const values = (...Names: readonly string[]): Promise<Told> =>
      task.target('ssm', 'AmazonSSM.GetParameters', { Names });
    expect((await values('/mesh/one')).status).toBe(200);
    expect(sentence(await values('/mesh/one', '/mesh/two'))).toContain(own('ssm', 'parameter/mesh/two'));
  });

  test('s3:GetObject and s3:ListBucket', async () => {
    await newBucket(owner, 'mesh-bucket');
    await owner.rest('s3', 'PUT', '/mesh-bucket/a/b.json', '{}');
    await owner.rest('s3', 'PUT', '/mesh-bucket/c.json', '{}');
    const task = await taskThatMay({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::mesh-bucket/a/*' });
    expect((await task.rest('s3', 'GET', '/mesh-bucket/a/b.json')).body).toBe('{}');
    expect((await task.rest('s3', 'HEAD', '/mesh-bucket/a/b.json')).status).toBe(200);
    const other = await task.rest('s3', 'GET', '/mesh-bucket/c.json');
    expect([other.status, other.code]).toEqual([403, 'AccessDenied']);
    expect((await task.rest('s3', 'PUT', '/mesh-bucket/a/b.json', 'x')).status).toBe(403);
    const listed = await task.rest('s3', 'GET', '/mesh-bucket?list-type=2');
    expect(sentence(listed)).toContain('s3:ListBucket on resource: arn:aws:s3:::mesh-bucket because');
  });

  test('logs, where a policy names a group with what is in it', async () => {
    await owner.target('logs', 'Logs_20140328.CreateLogGroup', { logGroupName: '/mesh/app' });
    const open = (task: Requests): Promise<Told> =>
      task.target('logs', 'Logs_20140328.CreateLogStream', {
        logGroupName: '/mesh/app',
        logStreamName: 'a/b',
      });
    const group = own('logs', 'log-group:/mesh/app');
    expect(
      (await open(await taskThatMay({ Action: 'logs:CreateLogStream', Resource: `${group}:*` }))).status,
    ).toBe(200);
    expect((await open(await taskThatMay({ Action: 'logs:CreateLogStream', Resource: group }))).status).toBe(
      400,
    );
  });

  test('ecs, with the cluster in the resource', async () => {
    const Resource = own('ecs', 'service/yelb/ui');
    const task = await taskThatMay({ Action: 'ecs:DescribeServices', Resource });
    const described = (service: string): Promise<Told> =>
      task.target('ecs', 'AmazonEC2ContainerServiceV20141113.DescribeServices', {
        cluster: own('ecs', 'cluster/yelb'),
        services: [service],
      });
    expect((await described('ui')).code).toBe('ClusterNotFoundException');
    expect((await described('app')).code).toBe('AccessDeniedException');
  });

  test('App Mesh, by the kind and the method', async () => {
    await owner.rest('appmesh', 'PUT', '/v20190125/meshes', '{"meshName":"yelb"}');
    const Resource = own('appmesh', 'mesh/yelb/virtualNode/ui');
    const task = await taskThatMay({ Action: 'appmesh:DescribeVirtualNode', Resource });
    const path = '/v20190125/meshes/yelb/virtualNodes/ui';
    expect((await task.rest('appmesh', 'GET', path)).code).toBe('NotFoundException');
    const deleted = await task.rest('appmesh', 'DELETE', path);
    expect([deleted.status, sentence(deleted)]).toEqual([
      403,
      `appmesh:DeleteVirtualNode on resource: ${Resource} because no identity-based policy allows the appmesh:DeleteVirtualNode action`,
    ]);
    const route = await task.rest('appmesh', 'GET', '/v20190125/meshes/yelb/virtualRouter/r/routes/all');
    expect(sentence(route)).toContain(own('appmesh', 'mesh/yelb/virtualRouter/r/route/all'));
    expect(sentence(await task.rest('appmesh', 'GET', '/v20190125/meshes'))).toBe(
      'appmesh:ListMeshes because no identity-based policy allows the appmesh:ListMeshes action',
    );
  });

  test('EC2 and Elastic Load Balancing answer with codes of their own', async () => {
    const task = await taskThatMay();
    const vpcs = await task.query('ec2', 'DescribeVpcs');
    expect([vpcs.status, vpcs.code]).toEqual([403, 'UnauthorizedOperation']);
    const balancers = await task.query('elasticloadbalancing', 'DescribeLoadBalancers');
    expect([balancers.status, balancers.code]).toEqual([403, 'AccessDenied']);
  });

  test('everyone may ask who they are', async () => {
    expect((await (await taskThatMay()).query('sts', 'GetCallerIdentity')).status).toBe(200);
  });

  test('an action whose resource is not known is refused by name', async () => {
    const task = await taskThatMay({ Action: '*', Resource: '*' });
    for (const [asked, name] of [
      [task.target('ecs', 'AmazonEC2ContainerServiceV20141113.CreateTaskSet', {}), 'ecs:CreateTaskSet'],
      [task.query('ec2', 'CreateVpc', { CidrBlock: '10.0.0.0/16' }), 'ec2:CreateVpc'],
      [task.rest('ram', 'POST', '/getresourceshares', '{}'), 'ram:POST /getresourceshares'],
      [task.rest('eks', 'GET', '/clusters'), 'eks:GET /clusters'],
    ] as const)
      expect(sentence(await asked)).toBe(
        `${name}: the local AWS evaluates the policies of the role, but does not know on which resource this action is`,
      );
  });
});
