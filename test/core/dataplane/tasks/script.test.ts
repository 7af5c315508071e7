import { spawnSync } from 'node:child_process';
import { filesContainers } from '../../../../core/dataplane/tasks/script/containers';
import { variablesOf, type FilesInputs } from '../../../../core/dataplane/tasks/script/inputs';
import { FILES_SCRIPT } from '../../../../core/dataplane/tasks/script/text';

const none: FilesInputs = {
  region: 'eu-north-1',
  certificates: [],
  trusts: [],
  descriptions: [],
  secrets: [],
  copies: [],
  folders: [],
};

const authority = { kind: 'authority-arn', authority: 'root' } as const;
const files = (inputs: Partial<FilesInputs>) =>
  filesContainers({ ...none, ...inputs }, { image: undefined, mounts: [] });

test('bash reads the script', () => {
  expect(spawnSync('bash', ['-n'], { input: FILES_SCRIPT, encoding: 'utf8' })).toMatchObject({
    status: 0,
    stderr: '',
  });
});

test('an argument of a container has at most what Linux allows', () => {
  expect(FILES_SCRIPT.length).toBeLessThan(16 * 1024);
});

test('the script calls AWS for these and nothing else', () => {
  const calls = [...FILES_SCRIPT.matchAll(/\baws ([a-z0-9-]+) ([a-z-]+)/g)].map(([, ...words]) =>
    words.join(' '),
  );
  // A new call needs a permission: of the proxy's policy, or in `allows`.
  expect(calls).toEqual([
    'acm export-certificate',
    'acm-pca get-certificate-authority-certificate',
    'secretsmanager get-secret-value',
    's3api get-object',
  ]);
});

test('the programs of the script are in the image of AWS: coreutils, and what bash has', () => {
  const words = new Set(FILES_SCRIPT.replaceAll(/'[^']*'|#.*|"[^"]*"/g, '').match(/\b[a-z0-9]+\b/g));
  for (const program of ['jq', 'openssl', 'python', 'python3', 'curl', 'find', 'cmp', 'awk'])
    expect(words).not.toContain(program);
});

test('one line for each thing, with the values that Terraform fills in', () => {
  expect(
    variablesOf({
      ...none,
      certificates: [
        { arn: 'arn:one', folder: '/etc/meshspan/certificates/one' },
        { arn: { kind: 'asset', what: 'certificate-arn', key: 'two' }, folder: '/two' },
      ],
      trusts: [{ folder: '/trusts/root', arns: [authority, authority] }],
      descriptions: [{ path: '/sds/one.json', text: '{\n  "a b": 1\n}\n' }],
      secrets: [{ arn: 'arn:secret', path: '/certs/tls.crt' }],
      copies: [{ from: '/stores/shared', to: '/certs' }],
      folders: ['/etc/meshspan', '/certs'],
    }),
  ).toEqual({
    CERTIFICATES: [
      'arn:one /etc/meshspan/certificates/one\n',
      { kind: 'asset', what: 'certificate-arn', key: 'two' },
      ' /two',
    ],
    TRUSTS: ['/trusts/root ', authority, ' ', authority],
    SECRET_FILES: ['/sds/one.json {"a b":1}'],
    SECRETS: ['arn:secret /certs/tls.crt'],
    COPIES: ['/stores/shared /certs'],
    FOLDERS: ['/etc/meshspan /certs'],
  });
});

test('nothing to fetch is no container', () => {
  expect(files({})).toEqual({ containers: [], after: [], allows: [] });
});

test('what never changes is fetched once', () => {
  const { containers, after } = files({ descriptions: [{ path: '/a.json', text: '{}' }] });
  expect(containers.map(({ name }) => name)).toEqual(['files-init']);
  expect(after).toEqual([{ container: 'files-init', condition: 'SUCCESS' }]);
});

test('the one that runs on is not root, and its end is that of the task', () => {
  const { containers } = files({ copies: [{ from: '/stores/a', to: '/certs' }] });
  expect(
    containers.map(({ name, user, essential, readOnly, command, dependsOn }) => ({
      name,
      user,
      essential,
      readOnly,
      command,
      dependsOn,
    })),
  ).toEqual([
    {
      name: 'files-init',
      user: '0:1337',
      essential: false,
      readOnly: true,
      command: [['once']],
      dependsOn: [],
    },
    {
      name: 'files',
      user: '1337:1337',
      essential: true,
      readOnly: true,
      command: [['refresh']],
      dependsOn: [{ container: 'files-init', condition: 'SUCCESS' }],
    },
  ]);
});

test('a configuration in a bucket is the one object that the role may read', () => {
  const bucket = { kind: 'asset', what: 'configuration-bucket', key: 'shop' } as const;
  const version = { kind: 'asset', what: 'configuration-version', key: 'workload/ui' } as const;
  const configuration = { bucket, key: 'proxies/workload-ui.json', version, path: '/etc/meshspan/b.json' };
  expect(files({ configuration }).allows).toEqual([
    {
      sid: 'Configuration',
      actions: ['s3:GetObjectVersion'],
      resources: [['arn:aws:s3:::', bucket, '/proxies/workload-ui.json']],
    },
  ]);
});
