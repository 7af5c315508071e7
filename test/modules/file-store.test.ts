import { contextOf } from '../../local/aws/iam/context';
import { policyOf } from '../../local/aws/iam/document';
import { findingOf } from '../../local/aws/iam/evaluate';
import { accessPolicy } from '../../modules/file-store/access-policy';
import { FileStore, type FileStoreProps } from '../../modules/file-store/file-store';
import { made } from './made';

const account = 'arn:aws:iam::111111111111:root';
const role = (name: string): string => `arn:aws:iam::111111111111:role/${name}`;

const store = (change: Partial<FileStoreProps> = {}) =>
  made((scope) => {
    new FileStore(scope, 'store', {
      name: 'shop-certs',
      path: '/shop/certs',
      accountArn: account,
      readerArns: [role('reader')],
      writerArn: role('loader'),
      subnetIds: ['subnet-1', 'subnet-2'],
      securityGroupId: 'sg-1',
      backsUp: false,
      protected: false,
      ...change,
    });
  });

test('a store is encrypted with a key of its own, which KMS rotates', () => {
  const blocks = store();
  expect(blocks['aws_efs_file_system']).toEqual([
    {
      encrypted: true,
      kms_key_id: expect.stringMatching(/aws_kms_key\..*\.arn/),
      tags: { Name: 'shop-certs' },
    },
  ]);
  expect(blocks['aws_kms_key']).toMatchObject([{ enable_key_rotation: true, deletion_window_in_days: 7 }]);
});

test('its clients are the user of the proxies in one folder, and it is mounted in each subnet', () => {
  const blocks = store();
  expect(blocks['aws_efs_access_point']).toMatchObject([
    {
      posix_user: { uid: 1337, gid: 1337 },
      root_directory: {
        path: '/shop/certs',
        creation_info: { owner_uid: 1337, owner_gid: 1337, permissions: '0700' },
      },
    },
  ]);
  expect(blocks['aws_efs_mount_target']).toMatchObject(
    ['subnet-1', 'subnet-2'].map((subnet_id) => ({
      subnet_id,
      security_groups: ['sg-1'],
      depends_on: [expect.stringMatching(/^aws_efs_file_system_policy\./)],
    })),
  );
});

test('AWS Backup copies only what nothing else has', () => {
  expect(store()['aws_efs_backup_policy']).toBeUndefined();
  expect(store({ backsUp: true })['aws_efs_backup_policy']).toMatchObject([
    { backup_policy: { status: 'ENABLED' } },
  ]);
});

const fileSystemArn = 'arn:aws:elasticfilesystem:us-west-2:111111111111:file-system/fs-1';
const accessPointArn = 'arn:aws:elasticfilesystem:us-west-2:111111111111:access-point/fsap-1';

/** What the policy of the file system says of an action of a role. */
function said(
  who: string,
  action: 'ClientMount' | 'ClientWrite' | 'ClientRootAccess',
  how: { readonly tls?: boolean; readonly through?: string; readonly writerArn?: string | undefined } = {},
) {
  const { tls = true, through = accessPointArn } = how;
  const writerArn = 'writerArn' in how ? how.writerArn : role('loader');
  const document = accessPolicy({
    fileSystemArn,
    accessPointArn,
    accountArn: account,
    readerArns: [role('reader'), role('other-reader')],
    ...(writerArn === undefined ? {} : { writerArn }),
  });
  const context = contextOf({
    'aws:PrincipalArn': role(who),
    'aws:SecureTransport': String(tls),
    ...(through === '' ? {} : { 'elasticfilesystem:AccessPointArn': through }),
  });
  const wish = { action: `elasticfilesystem:${action}`, resource: fileSystemArn, context };
  return findingOf([policyOf('file system', document)], wish, { AWS: [role(who), account] });
}

describe('the policy of a file system', () => {
  test.each(['reader', 'other-reader', 'loader'])('lets "%s" mount it', (who) => {
    expect(said(who, 'ClientMount')).toBe('allow');
  });

  test('lets the loader write, and nobody else', () => {
    expect(said('loader', 'ClientWrite')).toBe('allow');
    expect(said('reader', 'ClientWrite')).toBe('deny');
    expect(said('admin', 'ClientWrite')).toBe('deny');
    expect(said('reader', 'ClientRootAccess')).toBe('deny');
  });

  test('keeps others of the account from mounting it, whatever their own policies say', () => {
    expect(said('admin', 'ClientMount')).toBe('deny');
  });

  test.each(['reader', 'loader'])('refuses "%s" without TLS, and beside the access point', (who) => {
    expect(said(who, 'ClientMount', { tls: false })).toBe('deny');
    expect(said(who, 'ClientMount', { through: '' })).toBe('deny');
    expect(said(who, 'ClientMount', { through: `${accessPointArn}2` })).toBe('deny');
  });

  test('leaves it to the policies of the account who writes where nothing of ours does', () => {
    expect(said('admin', 'ClientWrite', { writerArn: undefined })).toBe('nothing');
    expect(said('admin', 'ClientMount', { writerArn: undefined })).toBe('allow');
    expect(said('admin', 'ClientWrite', { writerArn: undefined, tls: false })).toBe('deny');
  });
});
