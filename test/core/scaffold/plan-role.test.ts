import { answersOf, scaffoldOf } from '../../../core/scaffold';
import { contextOf } from '../../../local/aws/iam/context';
import { policyOf } from '../../../local/aws/iam/document';
import { findingOf, type Finding } from '../../../local/aws/iam/evaluate';

const readmeOf = (region: string): string => {
  const accounts = 'a=111111111111,b=222222222222';
  const answers = { mesh: 'shop', accounts, region, runs: 'ecs', pipeline: 'github', form: 'yaml' };
  const files = scaffoldOf(answersOf({ ...answers, bucket: 'states' }), {
    specifier: 'file:meshspan',
    version: '1',
    cdktf: '1',
  });
  return files.find(({ path }) => path === 'README.md')?.text ?? '';
};

/** The policies of the README: the trust of the role that deploys, and what the role that plans is denied. */
const policiesOf = (readme: string): readonly string[] =>
  [...readme.matchAll(/```json\n(.*?)```/gs)].map(([, json = '']) => json);

/** All reads, as `ReadOnlyAccess` and the policy of a bucket or key allow them, and what the README denies. */
const found = (action: string, resource: string, via?: string, region = 'eu-central-1'): Finding =>
  findingOf(
    [
      policyOf('reads', '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}'),
      policyOf('denied', policiesOf(readmeOf(region))[1] ?? ''),
    ],
    { action, resource, context: contextOf(via === undefined ? {} : { 'kms:ViaService': via }) },
  );

const key = 'arn:aws:kms:eu-central-1:111111111111:key/1';

test.each([
  ['ssm:GetParameter', 'arn:aws:ssm:eu-central-1:111111111111:parameter/database'],
  ['ssm:GetParametersByPath', 'arn:aws:ssm:eu-central-1:111111111111:parameter/'],
  ['secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:eu-central-1:111111111111:secret:database-1'],
  ['s3:GetObject', 'arn:aws:s3:::backups/database'],
  ['s3:GetObject', 'arn:aws:s3:::states/other/a.tfstate'],
  ['s3:GetObjectVersion', 'arn:aws:s3:::backups/database'],
  ['kms:Decrypt', key],
  ['kms:Decrypt', key, 'ssm.eu-central-1.amazonaws.com'],
])('the role that plans cannot call %s for %s', (action, resource, ...[via]) => {
  expect(found(action, resource, via)).toBe('deny');
});

test.each([
  ['ssm:DescribeParameters', '*'],
  ['secretsmanager:DescribeSecret', 'arn:aws:secretsmanager:eu-central-1:111111111111:secret:database-1'],
  ['s3:GetObject', 'arn:aws:s3:::states/shop/a.tfstate'],
  ['s3:GetObject', 'arn:aws:s3:::shop-proxies-eu-central-1-222222222222/api.json'],
  ['s3:GetBucketPolicy', 'arn:aws:s3:::backups'],
  ['kms:Decrypt', key, 's3.eu-central-1.amazonaws.com'],
])('the role that plans can call %s for %s', (action, resource, ...[via]) => {
  expect(found(action, resource, via)).toBe('allow');
});

test('the role that plans reads the states in China', () => {
  const read = (action: string, resource: string, via?: string) => found(action, resource, via, 'cn-north-1');
  expect(read('s3:GetObject', 'arn:aws-cn:s3:::states/shop/a.tfstate')).toBe('allow');
  expect(read('kms:Decrypt', key, 's3.cn-north-1.amazonaws.com.cn')).toBe('allow');
});
