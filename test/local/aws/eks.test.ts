import type { ClusterServers } from '../../../local/aws/eks/servers';
import { elementText } from '../../../local/aws/corrections/xml';
import { newMotoStage, type MotoStage } from './moto';
import { expectRefused, region, requestsOf, type Requests, type Told } from './requests';

/** What EKS refuses needs no Kubernetes; `test/kubernetes` has clusters with one. */
const clusterServers: ClusterServers = {
  start: async () => ({
    ok: true,
    server: {
      url: 'https://127.0.0.1:1',
      authority: 'PEM',
      kubeconfig: '',
      setNodes: () => Promise.resolve(),
      installAddon: () => Promise.resolve(),
      stop: () => Promise.resolve(),
    },
  }),
};

let stage: MotoStage;
let owner: Requests;
let subnets: readonly string[];
beforeAll(async () => {
  stage = await newMotoStage({ clusterServers });
  owner = await requestsOf(stage.aws, '111111111111');
  const vpc = await owner.query('ec2', 'CreateVpc', { CidrBlock: '10.0.0.0/16' });
  const VpcId = elementText(vpc.body, 'vpcId') ?? '';
  const made = await Promise.all(
    ['a', 'a', 'b'].map((zone, index) =>
      owner.query('ec2', 'CreateSubnet', {
        VpcId,
        CidrBlock: `10.0.${index}.0/24`,
        AvailabilityZone: `${region}${zone}`,
      }),
    ),
  );
  subnets = made.map(({ body }) => elementText(body, 'subnetId') ?? '');
  for (const [name, service, ...more] of [
    ['cluster', 'eks'],
    ['nodes', 'ec2'],
    ['pods', 'pods.eks', 'sts:TagSession'],
  ] as const)
    await owner.query('iam', 'CreateRole', {
      RoleName: name,
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: ['sts:AssumeRole', ...more],
            Principal: { Service: `${service}.amazonaws.com` },
          },
        ],
      }),
    });
  await post('/clusters', cluster('main'));
});
afterAll(() => stage.end());

const post = (path: string, asked: object): Promise<Told> =>
  owner.rest('eks', 'POST', path, JSON.stringify(asked), { 'content-type': 'application/json' });
const roleArn = (name: string): string => `arn:aws:iam::111111111111:role/${name}`;
const cluster = (name: string, more: object = {}): object => ({
  name,
  roleArn: roleArn('cluster'),
  resourcesVpcConfig: { subnetIds: [subnets[0], subnets[2]] },
  ...more,
});
const nodes = (more: object = {}): object => ({
  nodegroupName: 'nodes',
  nodeRole: roleArn('nodes'),
  subnets: subnets.slice(1),
  ...more,
});
const identity = (more: object = {}): object => ({
  namespace: 'shop',
  serviceAccount: 'web',
  roleArn: roleArn('pods'),
  ...more,
});

test('clusters', async () => {
  expectRefused(await post('/clusters', cluster('no spaces')), 'eks/name');
  expectRefused(await post('/clusters', cluster('main')), 'eks/exists');
  expectRefused(await post('/clusters', cluster('one', { roleArn: roleArn('nodes') })), 'eks/role-trust');
  expectRefused(await post('/clusters', cluster('one', { roleArn: roleArn('none') })), 'eks/role-trust');
  const oneZone = { resourcesVpcConfig: { subnetIds: subnets.slice(0, 2) } };
  expectRefused(await post('/clusters', cluster('one', oneZone)), 'eks/subnets');
  expectRefused(
    await post('/clusters', cluster('one', { resourcesVpcConfig: { subnetIds: ['subnet-1'] } })),
    'eks/subnets',
  );
  expectRefused(await owner.rest('eks', 'GET', '/clusters/none'), 'eks/not-found');
  const other = await requestsOf(stage.aws, '222222222222');
  expectRefused(await other.rest('eks', 'GET', '/clusters/main'), 'eks/not-found');
  expect((await owner.rest('eks', 'GET', '/clusters')).json).toEqual({ clusters: ['main'] });
});

test('a cluster has the Kubernetes that this machine can start, or is refused with what is missing', async () => {
  const without = await newMotoStage({
    clusterServers: { start: async () => ({ ok: false, problem: 'etcd 3.4 or newer is needed' }) },
  });
  const who = await requestsOf(without.aws, '111111111111');
  const made = await who.query('iam', 'CreateRole', {
    RoleName: 'cluster',
    AssumeRolePolicyDocument: JSON.stringify({
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'eks.amazonaws.com' } }],
    }),
  });
  expect(made.status).toBe(200);
  const described = await who.query('ec2', 'DescribeSubnets');
  const ids = [...described.body.matchAll(/<subnetId>([^<]+)</g)].map(([, id]) => id);
  const told = await who.rest(
    'eks',
    'POST',
    '/clusters',
    JSON.stringify(cluster('main', { resourcesVpcConfig: { subnetIds: ids } })),
  );
  expectRefused(told, 'eks/kubernetes');
  expect(told.body).toContain('etcd 3.4 or newer is needed');
  await without.end();
});

test('node groups, and clusters that have one', async () => {
  const path = '/clusters/main/node-groups';
  expectRefused(await post(path, nodes({ nodeRole: roleArn('cluster') })), 'eks/role-trust');
  expectRefused(await post(path, nodes({ subnets: ['subnet-1'] })), 'eks/subnets');
  expectRefused(await post(path, nodes({ launchTemplate: { id: 'lt-1' } })), 'eks/launch-template');
  expect((await post(path, nodes())).json).toMatchObject({
    nodegroup: { status: 'ACTIVE', diskSize: 20, instanceTypes: ['t3.medium'], version: '1.34' },
  });
  expectRefused(await post(path, nodes()), 'eks/exists');
  expectRefused(await owner.rest('eks', 'DELETE', '/clusters/main'), 'eks/in-use');
  await owner.rest('eks', 'DELETE', `${path}/nodes`);
  expectRefused(await owner.rest('eks', 'GET', `${path}/nodes`), 'eks/not-found');
  await post('/clusters/main/update-config', { deletionProtection: true });
  expectRefused(await owner.rest('eks', 'DELETE', '/clusters/main'), 'eks/protected');
  await post('/clusters/main/update-config', { deletionProtection: false });
});

test('pod identity', async () => {
  const path = '/clusters/main/pod-identity-associations';
  expectRefused(await post(path, identity({ roleArn: roleArn('nodes') })), 'eks/role-trust');
  const { json } = await post(path, identity());
  expect(json).toMatchObject({ association: { namespace: 'shop', serviceAccount: 'web' } });
  expectRefused(await post(path, identity()), 'eks/exists');
  const listed = await owner.rest('eks', 'GET', `${path}?namespace=shop&serviceAccount=other`);
  expect(listed.json).toEqual({ associations: [] });
});

test('the associations of an add-on end with it', async () => {
  const add = {
    addonName: 'vpc-cni',
    podIdentityAssociations: [{ serviceAccount: 'aws-node', roleArn: roleArn('pods') }],
  };
  const { json } = await post('/clusters/main/addons', add);
  expect(json).toMatchObject({
    addon: {
      status: 'ACTIVE',
      podIdentityAssociations: [expect.stringContaining('podidentityassociation/main/')],
    },
  });
  const elsewhere = { ...add, addonName: 'aws-privateca-connector-for-kubernetes' };
  const { status } = await post('/clusters/main/addons', elsewhere);
  expect(status).toBe(200);
  const path = '/clusters/main/pod-identity-associations?namespace=kube-system';
  const count = async (): Promise<number> =>
    ((await owner.rest('eks', 'GET', path)).json['associations'] as unknown[]).length;
  expect(await count()).toBe(1);
  await owner.rest('eks', 'DELETE', '/clusters/main/addons/vpc-cni');
  expect(await count()).toBe(0);
});

test('access', async () => {
  const entries = '/clusters/main/access-entries';
  // The role that created the cluster, and that of its nodes.
  expect((await owner.rest('eks', 'GET', entries)).json).toEqual({
    accessEntries: [roleArn('deploy'), roleArn('nodes')],
  });
  expectRefused(await post(entries, { principalArn: 'arn:aws:s3:::bucket' }), 'eks/principal');
  expectRefused(await post(entries, { principalArn: roleArn('deploy') }), 'eks/exists');
  const policies = `${entries}/${encodeURIComponent(roleArn('deploy'))}/access-policies`;
  const policy = (name: string): string => `arn:aws:eks::aws:cluster-access-policy/${name}`;
  const wanted = { policyArn: policy('AmazonEKSViewPolicy'), accessScope: { type: 'cluster' } };
  expectRefused(await post(policies, { ...wanted, policyArn: policy('Other') }), 'eks/policy');
  const narrow = { type: 'namespace', namespaces: ['shop'] };
  expectRefused(await post(policies, { ...wanted, accessScope: narrow }), 'eks/policy');
  expect((await post(policies, wanted)).status).toBe(200);
});

test('what is not supported is refused with its name', async () => {
  const { status, body } = await owner.rest('eks', 'GET', '/clusters/main/fargate-profiles');
  expect([status, body]).toEqual([501, expect.stringContaining('eks:GET /clusters/main/fargate-profiles')]);
});

test('tags are those of what an ARN names', async () => {
  const arn = `arn:aws:eks:${region}:111111111111:cluster/main`;
  const path = `/tags/${encodeURIComponent(arn)}`;
  await post(path, { tags: { a: '1', b: '2' } });
  await owner.rest('eks', 'DELETE', `${path}?tagKeys=a`);
  expect((await owner.rest('eks', 'GET', path)).json).toEqual({ tags: { b: '2' } });
});
