import { X509Certificate } from 'node:crypto';
import { newMotoStage, type MotoStage } from './moto';
import { newRoot as rootOf } from './authorities';
import { expectRefused, requestsOf, type Requests, type Told } from './requests';
import { invitationTo, newMesh, share } from './stage';

let stage: MotoStage;
let owner: Requests;
let member: Requests;
beforeAll(async () => {
  stage = await newMotoStage();
  owner = await requestsOf(stage.aws, '111111111111');
  member = await requestsOf(stage.aws, '222222222222');
});
afterAll(() => stage.end());

const acm = (who: Requests, operation: string, asked: object): Promise<Told> =>
  who.target('acm', `CertificateManager.${operation}`, asked);
const pca = async (operation: string, asked: object): Promise<Record<string, unknown>> =>
  (await owner.target('acm-pca', `ACMPrivateCA.${operation}`, asked)).json;
const newRoot = async (Value = 10, Type = 'YEARS'): Promise<string> =>
  (await rootOf(owner, {}, { Type, Value })).arn;
const request = async (who: Requests, authority: string, more: object = {}): Promise<string> =>
  String(
    (
      await acm(who, 'RequestCertificate', {
        DomainName: 'ui.yelb.internal',
        CertificateAuthorityArn: authority,
        ...more,
      })
    ).json['CertificateArn'],
  );
const described = async (who: Requests, arn: string): Promise<unknown> =>
  (await acm(who, 'DescribeCertificate', { CertificateArn: arn })).json['Certificate'];

test('a certificate of a shared authority chains to it, and belongs to the requester', async () => {
  const authority = await newRoot();
  expect(await described(member, await request(member, authority))).toMatchObject({
    Status: 'FAILED',
    FailureReason: 'PCA_ACCESS_DENIED',
  });
  await share(stage, { resourceArns: [authority] });
  const names = ['ui.yelb.internal', 'alias.yelb.internal'];
  const arn = await request(member, authority, {
    SubjectAlternativeNames: names,
    KeyAlgorithm: 'EC_prime256v1',
  });
  expect(arn).toMatch(/^arn:aws:acm:us-west-2:222222222222:certificate\//);
  expect(await described(member, arn)).toMatchObject({
    Status: 'ISSUED',
    Type: 'PRIVATE',
    CertificateAuthorityArn: authority,
    SubjectAlternativeNames: names,
  });
  const { json } = await acm(member, 'GetCertificate', { CertificateArn: arn });
  const root = new X509Certificate(String(json['CertificateChain']));
  const leaf = new X509Certificate(String(json['Certificate']));
  expect([leaf.verify(root.publicKey), root.subject]).toEqual([true, 'O=yelb\nCN=yelb root']);
  expect(leaf.subjectAltName).toBe('DNS:ui.yelb.internal, DNS:alias.yelb.internal');
  expect(Math.round((Date.parse(leaf.validTo) - Date.now()) / 86_400_000)).toBe(395);
  const list = await acm(member, 'ListCertificates', { Includes: { keyTypes: ['EC_prime256v1'] } });
  expect(list.body).toContain(arn);
  expectRefused(await acm(owner, 'DescribeCertificate', { CertificateArn: arn }), 'acm/not-found');
});

test('a key leaves with a passphrase, fits its certificate, and is another after a renewal', async () => {
  const arn = await request(owner, await newRoot());
  const Passphrase = Buffer.from('correct horse').toString('base64');
  const first = (await acm(owner, 'ExportCertificate', { CertificateArn: arn, Passphrase })).json;
  expect(String(first['PrivateKey'])).toContain('BEGIN ENCRYPTED PRIVATE KEY');
  expectRefused(await acm(owner, 'ExportCertificate', { CertificateArn: arn }), 'acm/not-exportable');
  await acm(owner, 'RenewCertificate', { CertificateArn: arn });
  const { json } = await acm(owner, 'GetCertificate', { CertificateArn: arn });
  expect(json['Certificate']).not.toBe(first['Certificate']);
});

test('a certificate fails if its authority is disabled or expires earlier', async () => {
  const disabled = await newRoot();
  await pca('UpdateCertificateAuthority', { CertificateAuthorityArn: disabled, Status: 'DISABLED' });
  const arn = await request(owner, disabled);
  expect(await described(owner, arn)).toMatchObject({ FailureReason: 'PCA_INVALID_STATE' });
  expectRefused(await acm(owner, 'GetCertificate', { CertificateArn: arn }), 'acm/no-certificate');
  const short = await described(owner, await request(owner, await newRoot(1)));
  expect(short).toMatchObject({ Status: 'FAILED', FailureReason: 'PCA_INVALID_DURATION' });
});

test.each([
  ['acm/domain-name', { DomainName: `${'a'.repeat(60)}.internal` }],
  ['acm/domain-name', { SubjectAlternativeNames: [`${'a.'.repeat(127)}internal`] }],
  ['acm/key-algorithm', { KeyAlgorithm: 'RSA_1' }],
  ['acm/domain-form', { DomainName: 'ui' }],
  ['acm/domain-form', { DomainName: 'ui_db.internal' }],
  ['acm/domain-form', { DomainName: '-ui.internal' }],
  ['acm/domain-form', { DomainName: 'ui.*.internal' }],
  ['acm/domain-form', { SubjectAlternativeNames: ['spiffe://internal/ui'] }],
] as const)('%s', async (rule, asked) => {
  const more = { DomainName: 'ui.internal', CertificateAuthorityArn: await newRoot(), ...asked };
  expectRefused(await acm(owner, 'RequestCertificate', more), rule);
});

test.each([364, 394])('an authority of %i days fails what ACM asks for, which are 395', async (days) => {
  const authority = await newRoot(days, 'DAYS');
  const arn = await request(owner, authority);
  expect(await described(owner, arn)).toMatchObject({ FailureReason: 'PCA_INVALID_DURATION' });
});

test('an authority of 396 days is enough', async () => {
  const arn = await request(owner, await newRoot(396, 'DAYS'));
  expect(await described(owner, arn)).toMatchObject({ Status: 'ISSUED' });
});

test('a certificate is requested once by a token', async () => {
  const authority = await newRoot();
  const IdempotencyToken = 'once';
  const first = await request(owner, authority, { IdempotencyToken });
  expect(await request(owner, authority, { IdempotencyToken })).toBe(first);
  expect(await request(owner, authority, { IdempotencyToken: 'twice' })).not.toBe(first);
  expect(await request(owner, authority)).not.toBe(first);
  await acm(owner, 'DeleteCertificate', { CertificateArn: first });
  expect(await request(owner, authority, { IdempotencyToken })).not.toBe(first);
});

describe('a list of certificates', () => {
  let lister: Requests;
  let authority = '';
  const made: Record<string, string> = {};
  const listed = async (asked: object): Promise<readonly string[]> =>
    (
      (await acm(lister, 'ListCertificates', asked)).json['CertificateSummaryList'] as readonly {
        CertificateArn: string;
      }[]
    ).map(({ CertificateArn }) => CertificateArn);
  const named = (...names: readonly string[]): readonly (string | undefined)[] =>
    names.map((name) => made[name]);
  beforeAll(async () => {
    lister = await requestsOf(stage.aws, '333333333333');
    authority = await newRoot();
    const { ram } = stage.owner;
    const { resourceShare } = await ram.createResourceShare({
      name: 'lists',
      resourceArns: [authority],
      principals: ['333333333333'],
    });
    const resourceShareArn = resourceShare?.resourceShareArn ?? '';
    const resourceShareInvitationArn = await invitationTo(stage.stranger, resourceShareArn);
    await stage.stranger.ram.acceptResourceShareInvitation({ resourceShareInvitationArn });
    made['rsa'] = await request(lister, authority);
    made['ec'] = await request(lister, authority, { KeyAlgorithm: 'EC_prime256v1' });
    made['failed'] = await request(lister, await newRoot());
    const { json } = await acm(lister, 'RequestCertificate', { DomainName: 'public.example.com' });
    made['public'] = String(json['CertificateArn']);
  });

  test('has only RSA keys by default', async () => {
    expect(new Set(await listed({}))).toEqual(new Set(named('rsa', 'failed', 'public')));
    expect(await listed({ Includes: { keyTypes: ['EC_prime256v1'] } })).toEqual(named('ec'));
  });

  test('is filtered by state and by what they are for', async () => {
    expect(await listed({ CertificateStatuses: ['FAILED'] })).toEqual(named('failed'));
    const Includes = { extendedKeyUsage: ['CODE_SIGNING'], keyTypes: ['EC_prime256v1'] };
    expect(await listed({ Includes })).toEqual([]);
    Includes.extendedKeyUsage = ['TLS_WEB_SERVER_AUTHENTICATION'];
    expect(await listed({ Includes })).toEqual(named('ec'));
  });

  test('comes in pages', async () => {
    const first = await acm(lister, 'ListCertificates', { MaxItems: 2 });
    const { NextToken } = first.json;
    expect(first.json['CertificateSummaryList']).toHaveLength(2);
    expect(await listed({ NextToken })).toHaveLength(1);
    expectRefused(await acm(owner, 'ListCertificates', { NextToken }), 'acm/next-token');
    expectRefused(
      await acm(lister, 'ListCertificates', { NextToken, CertificateStatuses: ['ISSUED'] }),
      'acm/next-token',
    );
  });

  test('is sorted by time', async () => {
    const sort = { SortBy: 'CREATED_AT', CertificateStatuses: ['ISSUED', 'FAILED'] };
    const up = await listed({ ...sort, SortOrder: 'ASCENDING' });
    expect(up.indexOf(made['rsa'] ?? '')).toBeLessThan(up.indexOf(made['failed'] ?? ''));
    expectRefused(await acm(lister, 'ListCertificates', { SortBy: 'CREATED_AT' }), 'acm/sort');
  });
});

test('a certificate lists the listeners that present it, and is deleted only when none does', async () => {
  const CertificateArn = await request(owner, await newRoot());
  const meshName = await newMesh(stage);
  const serviceDiscovery = { dns: { hostname: 'ui.yelb.internal' } };
  const tls = (arn: string) => ({
    listeners: [
      {
        portMapping: { port: 443, protocol: 'http' as const },
        tls: { mode: 'STRICT' as const, certificate: { acm: { certificateArn: arn } } },
      },
    ],
  });
  const other = await request(owner, await newRoot());
  const named = { meshName, virtualNodeName: 'ui' };
  const { virtualNode } = await stage.owner.mesh.createVirtualNode({
    ...named,
    spec: { ...tls(CertificateArn), serviceDiscovery },
  });
  const gate = { meshName, virtualGatewayName: 'door', spec: tls(CertificateArn) };
  const { virtualGateway } = await stage.owner.mesh.createVirtualGateway(gate);
  expect(await described(owner, CertificateArn)).toMatchObject({
    InUseBy: [virtualNode?.metadata?.arn, virtualGateway?.metadata?.arn],
  });
  expectRefused(await acm(owner, 'DeleteCertificate', { CertificateArn }), 'acm/in-use');
  await stage.owner.mesh.updateVirtualNode({ ...named, spec: { ...tls(other), serviceDiscovery } });
  await stage.owner.mesh.deleteVirtualGateway({ meshName, virtualGatewayName: 'door' });
  expect(await described(owner, CertificateArn)).toMatchObject({ InUseBy: [] });
  expect((await acm(owner, 'DeleteCertificate', { CertificateArn })).status).toBe(200);
  await stage.owner.mesh.deleteVirtualNode(named);
  expect((await acm(owner, 'DeleteCertificate', { CertificateArn: other })).status).toBe(200);
});

test.each<readonly [what: string, asked: object]>([
  ['a tag that is none', { Tags: [null] }],
  ['a name that is a number', { DomainName: 7 }],
  ['names that are a text', { SubjectAlternativeNames: 'ui.internal' }],
  ['a name that is a list', { SubjectAlternativeNames: [['ui.internal']] }],
  ['options that are a text', { Options: 'ENABLED' }],
  ['a token with a hyphen', { IdempotencyToken: 'a-b' }],
])('%s is malformed', async (_, asked) => {
  const whole = { DomainName: 'ui.internal', CertificateAuthorityArn: await newRoot(), ...asked };
  expectRefused(await acm(owner, 'RequestCertificate', whole), 'acm/malformed');
});

test("moto's own certificates stay", async () => {
  const { json } = await acm(owner, 'RequestCertificate', { DomainName: 'public.example.com' });
  const arn = String(json['CertificateArn']);
  expect(await described(owner, arn)).toMatchObject({ Type: 'AMAZON_ISSUED' });
  expect((await acm(owner, 'ListCertificates', {})).body).toContain(arn);
});
