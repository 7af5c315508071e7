import { createPrivateKey, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bootstrapOf, secretFilesOf, type Bootstrap, type ProxySpec } from '../../core/dataplane/envoy';
import { encryptedPem } from '../x509/encrypted-key';
import type { Pki } from './pki';

/** The name of a proxy in file names: `workload-ui`. */
export const nameOf = ({ id }: Pick<ProxySpec, 'id'>): string => id.replace('/', '-');

/** The folder of a proxy's own files. */
export const homeOf = (folder: string, proxy: Pick<ProxySpec, 'id'>): string => join(folder, nameOf(proxy));

/** The configuration of a proxy of the lab. */
export const bootstrapFile = (folder: string, proxy: ProxySpec): string =>
  join(homeOf(folder, proxy), 'bootstrap.json');

/** Writes all that a proxy reads: its configuration, and the certificates that its secrets name. */
export function writeFiles(
  folder: string,
  proxy: ProxySpec,
  pki: Pki,
  configurationOf: (proxy: ProxySpec) => Bootstrap = bootstrapOf,
): void {
  put(bootstrapFile(folder, proxy), JSON.stringify(configurationOf(proxy)));
  for (const { path, text } of secretFilesOf(proxy)) put(path, text);
  for (const { certificate, source } of proxy.certificates) {
    const leaf = pki.leafOf(certificate, proxy.account);
    if (leaf === undefined || source.kind !== 'files') continue;
    if (source.passphrase === undefined) put(source.privateKey, leaf.key);
    else {
      const passphrase = randomBytes(32).toString('hex');
      put(source.passphrase, passphrase);
      put(source.privateKey, encryptedPem(createPrivateKey(leaf.key), passphrase));
    }
    put(source.chain, leaf.chain);
  }
  for (const { authorities, source } of proxy.trusts)
    if (source.kind === 'file') put(source.bundle, pki.bundleOf(authorities));
  if (proxy.accessLog !== undefined && !proxy.accessLog.path.startsWith('/dev/'))
    mkdirSync(dirname(proxy.accessLog.path), { recursive: true });
}

function put(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, text, { mode: 0o600 });
}
