import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newAuthority } from '../envoy/pki/authorities';
import { newLeaf } from '../envoy/pki/leaves';
import { newKey } from '../x509/keys';
import { stages } from './stages';

/** Who may ask the API server: a caller with this token may do everything. */
export interface KubernetesFiles {
  /** The certificate of the API server's authority, PEM. */
  readonly authority: string;
  readonly token: string;
  /** The files, by what they are. */
  readonly paths: Readonly<
    Record<
      | 'authority'
      | 'certificate'
      | 'key'
      | 'accounts'
      | 'tokens'
      | 'kubeconfig'
      | 'stages'
      | 'webhook'
      | 'etcd',
      string
    >
  >;
}

const YEAR = 365 * 24 * 3_600_000;

/**
 * Writes what the programs read: certificates of an authority that exists for this server alone, a token, how `kubectl`
 * finds it. Only this user can read them.
 * @param url of the API server
 * @param webhook where the API server asks whose a token is
 */
export async function writeFiles(folder: string, url: string, webhook?: string): Promise<KubernetesFiles> {
  const at = (name: string): string => join(folder, name);
  const paths = {
    authority: at('authority.pem'),
    certificate: at('server.pem'),
    key: at('server-key.pem'),
    accounts: at('service-accounts.pem'),
    tokens: at('tokens.csv'),
    kubeconfig: at('kubeconfig.json'),
    stages: at('stages.yaml'),
    webhook: at('webhook.json'),
    etcd: at('etcd'),
  };
  const issuer = await newAuthority({ commonName: 'kubernetes' });
  const leaf = await newLeaf({
    issuer,
    names: ['127.0.0.1', 'localhost'],
    usages: ['server'],
    until: Date.now() + YEAR,
  });
  const accounts = await newKey('EC_prime256v1');
  const token = randomBytes(24).toString('hex');
  const contents: readonly (readonly [string, string])[] = [
    [paths.authority, `${issuer.pem}\n`],
    [paths.certificate, leaf.chain],
    [paths.key, leaf.key],
    [paths.accounts, String(accounts.export({ type: 'sec1', format: 'pem' }))],
    [paths.tokens, `${token},meshspan,meshspan,"system:masters"\n`],
    [paths.kubeconfig, JSON.stringify(kubeconfigOf(url, { authority: issuer.pem, token }))],
    [paths.stages, stages],
    ...(webhook === undefined ? [] : ([[paths.webhook, JSON.stringify(kubeconfigOf(webhook, {}))]] as const)),
  ];
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const [file, text] of contents) writeFileSync(file, text, { mode: 0o600 });
  return { authority: issuer.pem, token, paths };
}

/** The configuration of a client, as `kubectl` and the API server's own clients read it. JSON is YAML. */
function kubeconfigOf(
  server: string,
  { authority, token }: { readonly authority?: string; readonly token?: string },
): object {
  const name = 'local';
  const data = authority && { 'certificate-authority-data': Buffer.from(authority).toString('base64') };
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server, ...data } }],
    users: [{ name, user: { ...(token && { token }) } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
  };
}
