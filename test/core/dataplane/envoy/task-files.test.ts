import { envoyTaskParts } from '../../../../core/dataplane/envoy';
import { grantsIn } from '../../../../core/dataplane/envoy/grants';
import type { Filled } from '../../../../core/dataplane/tasks';
import { yelb } from '../yelb';
import { shop } from './on-envoy';
import { api, container, listens, meshOf, partsIn, runtime } from './tasks';

const secret = (name: string): string =>
  `arn:aws:secretsmanager:eu-north-1:333333333333:secret:${name}-AbCdEf`;
const fromFiles = (store: object): object =>
  shop(
    {
      api: {
        account: 'shop',
        listens: listens(8080, { certificate: 'own', clients: 'none' }),
        runtime: { ...runtime, stores: ['other'] },
      },
    },
    {
      stores: {
        files: { mountPath: '/keys', ...store },
        other: { kind: 'task-volume', mountPath: '/tmp/x' },
      },
      certificates: {
        own: {
          kind: 'file',
          store: 'files',
          chain: '/keys/tls.crt',
          privateKey: '/keys/tls.key',
          facts: { issuer: 'root', names: ['api.shop.mall.internal'] },
        },
      },
    },
  );

test('certificates from secrets are fetched into a volume of the task', () => {
  const files = { 'tls.crt': secret('chain'), 'tls.key': secret('key') };
  const parts = partsIn(fromFiles({ kind: 'secrets-manager', files }), 'workload/api');
  expect(parts.volumes).toEqual([{ name: 'meshspan' }, { name: 'store-files' }, { name: 'store-other' }]);
  const { environment, mounts } = container(parts, 'files');
  expect(environment).toMatchObject({
    SECRETS: [`${secret('chain')} /keys/tls.crt\n${secret('key')} /keys/tls.key`],
    // The other volume is the application's own.
    FOLDERS: ['/etc/meshspan /keys'],
  });
  expect(mounts).toContainEqual({ volume: 'store-files', path: '/keys', readOnly: false });
  expect(container(parts, 'envoy').mounts).toContainEqual({
    volume: 'store-files',
    path: '/keys',
    readOnly: true,
  });
  expect(parts.allows).toEqual([
    {
      sid: 'StoredSecrets',
      actions: ['secretsmanager:GetSecretValue'],
      resources: [[secret('chain')], [secret('key')]],
    },
  ]);
});

test('certificates on a file system are copied: nothing else mounts it', () => {
  const parts = partsIn(fromFiles({ kind: 'efs' }), 'workload/api');
  expect(parts.volumes).toContainEqual({ name: 'efs-files', store: 'files' });
  expect(container(parts, 'files').environment['COPIES']).toEqual(['/stores/files /keys']);
  expect(container(parts, 'files').mounts).toContainEqual({
    volume: 'efs-files',
    path: '/stores/files',
    readOnly: true,
  });
  expect(JSON.stringify(container(parts, 'envoy').mounts)).not.toContain('efs-files');
  expect(parts.allows).toEqual([
    {
      sid: 'Stores',
      actions: ['elasticfilesystem:ClientMount'],
      resources: [
        [
          'arn:aws:elasticfilesystem:eu-north-1:333333333333:file-system/',
          { kind: 'asset', what: 'file-system-id', key: 'files' },
        ],
      ],
    },
  ]);
});

/** What a text names by its keys, of values that Terraform fills in. */
const keysIn = (text: Filled = [], kind: string): readonly string[] =>
  text.flatMap((part) =>
    typeof part === 'string' || part.kind !== kind
      ? []
      : 'authority' in part
        ? [part.authority]
        : 'key' in part
          ? [part.key]
          : [],
  );

test.each([
  ['Yelb', { ...yelb, dataPlane: 'envoy' }],
  ['a shop', api],
  ['files', fromFiles({ kind: 'efs' })],
])('the policy of each proxy of %s allows what its script fetches, and nothing else', (_, written) => {
  const { topology, lowered } = meshOf(written);
  const grantsOf = grantsIn(topology, lowered);
  const partsOf = envoyTaskParts(topology, lowered);
  for (const { id } of lowered.parties) {
    const init = partsOf(id).containers.find(({ name }) => name === 'files-init');
    const { CERTIFICATES, TRUSTS } = init?.environment ?? {};
    expect({
      certificates: keysIn(CERTIFICATES, 'asset').toSorted(),
      authorities: [...new Set(keysIn(TRUSTS, 'authority-arn'))].toSorted(),
    }).toEqual(grantsOf(id));
  }
});
