import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRecord } from '../../core/base/json';
import type { WrittenTopology } from '../../core/topology';
import { envoyVariants } from '../cases/envoy-variants';
import { storeVariants } from '../cases/store-variants';
import { synthesizedTo } from '../cases/synthesized';
import { taskVariants } from '../cases/task-variants';
import { variants } from '../cases/variants';

/** Arguments of Terraform that hold a key or the text of a secret. */
const SECRET_ARGUMENT =
  /^(?:private_key(?:_pem)?|key_material.*|secret_string.*|secret_binary|password.*|plaintext|certificate_body|private_key_pem_pkcs8)$/;
/** Resources that make one, or keep it. */
const SECRET_RESOURCE =
  /^(?:tls_private_key|aws_secretsmanager_secret_version|aws_iam_server_certificate|aws_iam_access_key|aws_key_pair|aws_kms_ciphertext|aws_kms_external_key|random_password)$/;
/** Data sources that read one into the state. */
const SECRET_DATA =
  /^(?:aws_secretsmanager_secret_version|aws_secretsmanager_random_password|aws_ssm_parameter|aws_kms_secrets?)$/;
/** With a part of the key itself: a script may look for its first line. In JSON a line ends with an escape. */
const KEY_TEXT = /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----(?:\s|\\+[nr])+(?:Proc-Type|[A-Za-z0-9+/]{8})/;

/** What of a stack would put a key, or the text of a secret, into a state. */
function secretsIn(stack: unknown): readonly string[] {
  const types = (section: string, pattern: RegExp): readonly string[] =>
    Object.keys(isRecord(stack) && isRecord(stack[section]) ? stack[section] : {}).filter((type) =>
      pattern.test(type),
    );
  return [...types('resource', SECRET_RESOURCE), ...types('data', SECRET_DATA), ...argumentsIn(stack, '')];
}

function argumentsIn(tree: unknown, path: string): readonly string[] {
  if (typeof tree === 'string') return KEY_TEXT.test(tree) ? [path] : [];
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([name, child]) => [
    ...(!Array.isArray(tree) && SECRET_ARGUMENT.test(name) && isKey(child) ? [`${path}.${name}`] : []),
    ...argumentsIn(child, `${path}.${name}`),
  ]);
}

/** App Mesh takes the path of a file in the container of the proxy. */
const isKey = (value: unknown): boolean => typeof value === 'string' && !value.startsWith('/');

const all: Readonly<Record<string, WrittenTopology>> = {
  ...variants,
  ...Object.fromEntries(Object.entries(envoyVariants).map(([name, one]) => [`${name} on envoy`, one])),
  ...taskVariants,
  ...storeVariants,
};

test.each(Object.entries(all))('no key and no text of a secret is in a stack of "%s"', (_, written) => {
  const out = mkdtempSync(join(tmpdir(), 'no-key-'));
  try {
    const found = synthesizedTo(out, written).flatMap((name) => {
      const text = readFileSync(join(out, 'stacks', name, 'cdk.tf.json'), 'utf8');
      return secretsIn(JSON.parse(text)).map((what) => `${name}: ${what}`);
    });
    expect(found).toEqual([]);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
});

test.each<[string, object]>([
  ['a resource', { resource: { aws_secretsmanager_secret_version: { one: { secret_id: 'x' } } } }],
  ['a data source', { data: { aws_secretsmanager_secret_version: { one: {} } } }],
  ['an argument', { resource: { aws_acm_certificate: { one: { private_key: 'x' } } } }],
  [
    'a text',
    {
      resource: { aws_s3_object: { one: { content: `-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA` } } },
    },
  ],
])('%s that holds one is found', (_, stack) => {
  expect(secretsIn(stack)).toHaveLength(1);
});
