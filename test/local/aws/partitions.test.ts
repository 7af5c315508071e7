import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accountIn, expectRefusal } from './accounts';
import { base64, call, configuration, issued, requestOfAuthority } from './authorities';
import { requestsOf, type Told } from './requests';
import { newStage, node, type Stage } from './stage';

const id = 'o-meshspan00';
let stage: Stage;
beforeAll(async () => {
  stage = await newStage({
    organization: { id, managementAccount: '111111111111', accounts: ['222222222222'] },
    // The local AWS has its own private certificates: moto is not asked.
    moto: 'http://127.0.0.1:9',
  });
});
afterAll(() => stage.aws.close());

const arnsIn = (answer: unknown): readonly string[] =>
  [...JSON.stringify(answer).matchAll(/arn:[^"<\\\s]+/g)].map(([arn]) => arn);
const startOf = (arn: string): string => arn.split(':').slice(0, 3).join(':');

describe.each([
  ['us-west-2', 'aws'],
  ['us-gov-west-1', 'aws-us-gov'],
  ['cn-north-1', 'aws-cn'],
])('in %s', (region, partition) => {
  /** The beginnings of all ARNs that some answers have, each once. */
  const startsOf = (...answers: readonly unknown[]): readonly string[] =>
    [...new Set(answers.flatMap(arnsIn).map(startOf))].toSorted();
  const expected = (...services: readonly string[]): readonly string[] =>
    services.map((service) => `arn:${partition}:${service}`).toSorted();

  test('App Mesh and RAM', async () => {
    const [owner, member] = await Promise.all(
      ['111111111111', '222222222222'].map((account) => accountIn(stage.aws, account, region)),
    );
    if (owner === undefined || member === undefined) throw new Error('two accounts were asked for');
    const meshName = 'yelb';
    const { mesh } = await owner.mesh.createMesh({ meshName });
    const { virtualNode } = await owner.mesh.createVirtualNode({
      meshName,
      virtualNodeName: 'ui',
      spec: node,
    });
    const resourceArn = mesh?.metadata?.arn ?? '';
    const tagged = await owner.mesh.listTagsForResource({ resourceArn: virtualNode?.metadata?.arn });
    expect(tagged.tags).toEqual([]);
    await owner.ram.enableSharingWithAwsOrganization({});
    const principal = `arn:${partition}:organizations::111111111111:organization/${id}`;
    const { resourceShare } = await owner.ram.createResourceShare({
      name: 'yelb',
      resourceArns: [resourceArn],
      principals: [principal, '333333333333'],
    });
    const resourceShareArn = resourceShare?.resourceShareArn ?? '';
    const foreign = await member.mesh.createVirtualNode({
      meshName,
      meshOwner: owner.id,
      virtualNodeName: 'db',
      spec: node,
    });
    const stranger = await accountIn(stage.aws, '333333333333', region);
    const answers = [
      mesh,
      virtualNode,
      foreign.virtualNode,
      resourceShare,
      (await stranger.ram.getResourceShareInvitations({})).resourceShareInvitations,
      (await owner.ram.listResourceSharePermissions({ resourceShareArn })).permissions,
      (
        await owner.ram.createPermission({
          name: 'mine',
          resourceType: 'appmesh:Mesh',
          policyTemplate: '{"Effect":"Allow","Action":"appmesh:DescribeMesh"}',
        })
      ).permission,
      (await owner.ram.listPermissions({})).permissions,
      (await owner.ram.getResourcePolicies({ resourceArns: [resourceArn] })).policies,
    ];
    expect(answers.map((answer) => arnsIn(answer).length > 0)).toEqual(answers.map(() => true));
    expect(startsOf(...answers)).toEqual(expected('appmesh', 'ram'));
    const elsewhere = principal.replace(`arn:${partition}:`, 'arn:aws-iso:');
    await expectRefusal(
      'ram/principal',
      owner.ram.createResourceShare({ name: 'elsewhere', principals: [elsewhere] }),
    );
  });

  test('Private CA and Certificate Manager', async () => {
    const owner = await requestsOf(stage.aws, '111111111111', region);
    const made = await call(owner, 'CreateCertificateAuthority', {
      CertificateAuthorityConfiguration: configuration,
      CertificateAuthorityType: 'ROOT',
    });
    const arn = String(made.json['CertificateAuthorityArn']);
    const root = await issued(owner, arn, await requestOfAuthority(owner, arn), {
      TemplateArn: `arn:${partition}:acm-pca:::template/RootCACertificate/V1`,
      Validity: { Type: 'YEARS', Value: 10 },
    });
    const install = { CertificateAuthorityArn: arn, Certificate: base64(root.pem) };
    expect((await call(owner, 'ImportCertificateAuthorityCertificate', install)).status).toBe(200);
    const requested = await owner.target('acm', 'CertificateManager.RequestCertificate', {
      DomainName: 'ui.yelb.internal',
      CertificateAuthorityArn: arn,
    });
    expect(startsOf(made.json, root)).toEqual(expected('acm-pca'));
    expect(startsOf(requested.json)).toEqual(expected('acm'));

    // A policy names another account by the ARN of its root, which is one of the authority's partition.
    const stranger = await requestsOf(stage.aws, '333333333333', region);
    const described = async (Principal: string): Promise<Told> => {
      const Statement = [
        {
          Effect: 'Allow',
          Principal: { AWS: Principal },
          Action: 'acm-pca:DescribeCertificateAuthority',
          Resource: arn,
        },
      ];
      await call(owner, 'PutPolicy', { ResourceArn: arn, Policy: JSON.stringify({ Statement }) });
      return await call(stranger, 'DescribeCertificateAuthority', { CertificateAuthorityArn: arn });
    };
    expect((await described(`arn:${partition}:iam::333333333333:root`)).status).toBe(200);
    const refused = await described('arn:aws-iso:iam::333333333333:root');
    expect(refused.status).toBe(400);
    expect(startsOf(refused.json)).toEqual(expected('acm-pca', 'sts'));
  });

  test('STS', async () => {
    const sts = async (key: string, asked: Record<string, string>): Promise<string> => {
      const scope = `${key}/20261121/${region}/sts/aws4_request`;
      const response = await fetch(stage.aws.url, {
        method: 'POST',
        headers: {
          authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
        },
        body: new URLSearchParams(asked),
      });
      return await response.text();
    };
    const root = await sts('AKIANOBODY', { Action: 'GetCallerIdentity' });
    const session = await sts('AKIANOBODY', {
      Action: 'AssumeRole',
      RoleArn: `arn:${partition}:iam::111111111111:role/deploy`,
      RoleSessionName: 'test',
    });
    const key = /<AccessKeyId>([^<]+)</.exec(session)?.[1] ?? '';
    const identity = await sts(key, { Action: 'GetCallerIdentity' });
    expect([root, session, identity].flatMap(arnsIn)).toEqual([
      `arn:${partition}:iam::000000000000:root`,
      `arn:${partition}:sts::111111111111:assumed-role/deploy/test`,
      `arn:${partition}:sts::111111111111:assumed-role/deploy/test`,
    ]);
  });
});

test('no source file of the local AWS contains a partition', () => {
  const root = join(__dirname, '../../../local');
  const written = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) =>
      readFileSync(join(root, name), 'utf8')
        .split('\n')
        .filter((line) => /arn:aws[:-]/.test(line) && !/^\s*(\/\*\*|\*|\/\/)/.test(line))
        .map((line) => `${name}: ${line.trim()}`),
    );
  expect(written).toEqual([]);
});
