import { X509Certificate } from 'node:crypto';
import {
  call,
  configuration,
  issued,
  leafRequest,
  newAuthorityStage,
  request,
  type Asked,
  type AuthorityStage,
} from './authorities';
import { expectRefused } from './requests';
import { share } from './stage';

let pca: AuthorityStage;
let now = Date.now();
beforeAll(async () => {
  pca = await newAuthorityStage({ clock: () => now });
});
beforeEach(() => {
  now = Date.now();
});
afterAll(() => pca.stage.aws.close());

const created = async (more: Asked = {}): Promise<string> => pca.newAuthority(more);
const arnsOf = (json: Record<string, unknown>): readonly string[] =>
  (json['CertificateAuthorities'] as readonly { Arn: string }[]).map(({ Arn }) => Arn);

test('a token creates one authority, for five minutes, in each account', async () => {
  const IdempotencyToken = 'once';
  const both = await Promise.all([created({ IdempotencyToken }), created({ IdempotencyToken })]);
  expect(new Set(both).size).toBe(1);
  const first = both[0];
  expect(await created({ IdempotencyToken })).toBe(first);
  expect(await created({ IdempotencyToken: 'other' })).not.toBe(first);
  const asked = { CertificateAuthorityConfiguration: configuration, CertificateAuthorityType: 'ROOT' };
  const { json } = await call(pca.member, 'CreateCertificateAuthority', { ...asked, IdempotencyToken });
  expect(json['CertificateAuthorityArn']).not.toBe(first);
  now += 301_000;
  expect(await created({ IdempotencyToken })).not.toBe(first);
});

test('a certificate is issued once by a token, by each authority', async () => {
  const [{ arn }, other] = [await pca.activeAuthority(), await pca.activeAuthority()];
  const csr = await leafRequest();
  const by = async (authority: string, IdempotencyToken: string): Promise<string> =>
    (await issued(pca.owner, authority, csr, { IdempotencyToken })).certificateArn;
  const first = await by(arn, 'a');
  expect(await by(arn, 'a')).toBe(first);
  expect(await by(arn, 'b')).not.toBe(first);
  expect(await by(other.arn, 'a')).toMatch(`${other.arn}/`);
});

test('authorities are listed in pages, own ones and those of others', async () => {
  const own = [await created(), await created(), await created()];
  const first = await call(pca.owner, 'ListCertificateAuthorities', { MaxResults: 1 });
  expect([arnsOf(first.json).length, typeof first.json['NextToken']]).toEqual([1, 'string']);
  const all: string[] = [...arnsOf(first.json)];
  for (let token = first.json['NextToken']; token !== undefined;) {
    const { json } = await call(pca.owner, 'ListCertificateAuthorities', { MaxResults: 2, NextToken: token });
    all.push(...arnsOf(json));
    token = json['NextToken'];
  }
  expect(new Set(all).size).toBe(all.length);
  expect(all).toEqual(expect.arrayContaining(own));
  const { arn } = await pca.activeAuthority();
  await share(pca.stage, { resourceArns: [arn] });
  const others = { ResourceOwner: 'OTHER_ACCOUNTS' };
  expect(arnsOf((await call(pca.member, 'ListCertificateAuthorities', others)).json)).toEqual([arn]);
  expect(arnsOf((await call(pca.member, 'ListCertificateAuthorities')).json)).not.toContain(arn);
  expect(arnsOf((await call(pca.owner, 'ListCertificateAuthorities', others)).json)).toEqual([]);
  // A token is for the question that it answered, and for who asked it.
  const NextToken = first.json['NextToken'];
  expectRefused(await call(pca.member, 'ListCertificateAuthorities', { NextToken }), 'acm-pca/next-token');
  expectRefused(
    await call(pca.owner, 'ListCertificateAuthorities', { ...others, NextToken }),
    'acm-pca/next-token',
  );
});

test('tags come in pages, and go only with the value that they have', async () => {
  const named = { CertificateAuthorityArn: await created() };
  const Tags = [1, 2, 3].map((number) => ({ Key: `k${number}`, Value: String(number) }));
  await call(pca.owner, 'TagCertificateAuthority', { ...named, Tags });
  const { json } = await call(pca.owner, 'ListTags', { ...named, MaxResults: 2 });
  const rest = await call(pca.owner, 'ListTags', { ...named, NextToken: json['NextToken'] });
  expect([json['Tags'], rest.json]).toEqual([Tags.slice(0, 2), { Tags: Tags.slice(2) }]);
  const gone = [{ Key: 'k1', Value: 'another' }, { Key: 'k2', Value: '2' }, { Key: 'k3' }];
  await call(pca.owner, 'UntagCertificateAuthority', { ...named, Tags: gone });
  expect((await call(pca.owner, 'ListTags', named)).json['Tags']).toEqual(Tags.slice(0, 1));
});

test('a deleted authority disappears when it can no longer be restored', async () => {
  const named = { CertificateAuthorityArn: await created() };
  await call(pca.owner, 'DeleteCertificateAuthority', { ...named, PermanentDeletionTimeInDays: 7 });
  expect((await call(pca.owner, 'DescribeCertificateAuthority', named)).status).toBe(200);
  now += 8 * 86_400_000;
  expectRefused(await call(pca.owner, 'DescribeCertificateAuthority', named), 'acm-pca/not-found');
});

const root = { CertificateAuthorityType: 'ROOT' };
const subject = (value: unknown): Asked => ({
  ...root,
  CertificateAuthorityConfiguration: { ...configuration, Subject: value },
});
test.each<readonly [what: string, operation: string, asked: Asked]>([
  ['no tag', 'CreateCertificateAuthority', { Tags: [null] }],
  ['tags that are a text', 'CreateCertificateAuthority', { Tags: 'mesh' }],
  ['a tag without a key', 'CreateCertificateAuthority', { Tags: [{ Value: 'a' }] }],
  ['a tag with a number', 'CreateCertificateAuthority', { Tags: [{ Key: 'a', Value: 1 }] }],
  ['a tag with a character that AWS does not take', 'CreateCertificateAuthority', { Tags: [{ Key: 'a;b' }] }],
  ['a number in the subject', 'CreateCertificateAuthority', subject({ CommonName: 7 })],
  ['a list in the subject', 'CreateCertificateAuthority', subject({ CommonName: ['a'] })],
  ['a long common name', 'CreateCertificateAuthority', subject({ CommonName: 'a'.repeat(65) })],
  ['a country in words', 'CreateCertificateAuthority', subject({ Country: 'Spain' })],
  ['no subject', 'CreateCertificateAuthority', subject(null)],
  ['no configuration', 'CreateCertificateAuthority', { CertificateAuthorityConfiguration: [] }],
  ['a token that is too long', 'CreateCertificateAuthority', { IdempotencyToken: 'a'.repeat(37) }],
  ['a page of none', 'ListCertificateAuthorities', { MaxResults: 0 }],
  ['a page in words', 'ListCertificateAuthorities', { MaxResults: 'ten' }],
  ['an unknown owner', 'ListCertificateAuthorities', { ResourceOwner: 'ALL' }],
  ['an ARN that is a number', 'DescribeCertificateAuthority', { CertificateAuthorityArn: 12_345 }],
  ['no ARN', 'DescribeCertificateAuthority', {}],
])('%s is malformed (%s)', async (_, operation, asked) => {
  const whole = {
    CertificateAuthorityConfiguration: configuration,
    CertificateAuthorityType: 'ROOT',
    ...asked,
  };
  expectRefused(
    await call(pca.owner, operation, operation.startsWith('Create') ? whole : asked),
    'acm-pca/malformed',
  );
});

test.each<readonly [what: string, validity: unknown]>([
  ['a thousand billion years', { Type: 'YEARS', Value: 1e12 }],
  ['more days than a certificate can name', { Type: 'DAYS', Value: 9e15 }],
  ['a month 13', { Type: 'END_DATE', Value: 20_991_301_000_000 }],
  ['a 31st of February', { Type: 'END_DATE', Value: 20_990_231_000_000 }],
  ['too few digits of a date', { Type: 'END_DATE', Value: 2099 }],
  ['half a day', { Type: 'DAYS', Value: 0.5 }],
  ['days in words', { Type: 'DAYS', Value: '30' }],
  ['no days', { Type: 'DAYS', Value: 0 }],
  ['an unknown type', { Type: 'WEEKS', Value: 1 }],
  ['a null', null],
])('a validity of %s is malformed', async (_, Validity) => {
  const { arn } = await pca.activeAuthority();
  expectRefused(
    await call(pca.owner, 'IssueCertificate', request(arn, await leafRequest(), { Validity })),
    'acm-pca/malformed',
  );
});

test.each([
  ['DAYS', 1, 86_400_000],
  ['END_DATE', 0, 3 * 86_400_000],
  ['ABSOLUTE', 0, 3 * 86_400_000],
])('a validity in %s ends at the requested time', async (Type, given, after) => {
  const { arn } = await pca.activeAuthority();
  const end = new Date(now + after);
  const digits = Number(end.toISOString().slice(2, 19).replaceAll(/\D/g, ''));
  const Value = { DAYS: given, END_DATE: digits, ABSOLUTE: Math.floor(end.getTime() / 1000) }[Type];
  const { pem } = await issued(pca.owner, arn, await leafRequest(), { Validity: { Type, Value } });
  expect(Math.abs(Date.parse(new X509Certificate(pem).validTo) - end.getTime())).toBeLessThan(2000);
});

const statement = (arn: string, more: Asked = {}): Asked => ({
  Effect: 'Allow',
  Principal: { AWS: '222222222222' },
  Action: 'acm-pca:GetCertificate',
  Resource: arn,
  ...more,
});
test.each<readonly [what: string, policy: (arn: string) => unknown]>([
  ['a number', () => 7],
  ['no statement', () => ({ Version: '2012-10-17' })],
  ['an empty list of statements', () => ({ Statement: [] })],
  ['a statement that is none', () => ({ Statement: [null] })],
  ['a denial', (arn) => ({ Statement: [statement(arn, { Effect: 'Deny' })] })],
  ['an action that can not be shared', (arn) => ({ Statement: statement(arn, { Action: 'acm-pca:*' }) })],
  [
    'an action of another service',
    (arn) => ({ Statement: statement(arn, { Action: ['acm-pca:GetCertificate', 's3:GetObject'] }) }),
  ],
  ['nobody', (arn) => ({ Statement: statement(arn, { Principal: { AWS: [] } }) })],
  ['another resource', (arn) => ({ Statement: [statement(arn), statement(`${arn}0`)] })],
])('a policy of %s is refused', async (_, policy) => {
  const ResourceArn = await created();
  const Policy = JSON.stringify(policy(ResourceArn));
  expectRefused(await call(pca.owner, 'PutPolicy', { ResourceArn, Policy }), 'acm-pca/policy');
  const good = JSON.stringify({ Version: '2012-10-17', Statement: [statement(ResourceArn)] });
  expect((await call(pca.owner, 'PutPolicy', { ResourceArn, Policy: good })).status).toBe(200);
});
