import { existsSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bootstrapOf, secretFilesOf, type ProxySpec } from '../../core/dataplane/envoy';
import type { Identity } from './authority';

/** What a proxy's secrets contain, by their names. */
export interface Secrets {
  readonly certificates: Readonly<Record<string, Identity>>;
  /** PEM. */
  readonly trusts: Readonly<Record<string, string>>;
}

/** The proxy with all its files below a folder. */
export const relocated = (proxy: ProxySpec, folder: string): ProxySpec => ({
  ...proxy,
  folder,
  certificates: proxy.certificates.map((secret) => {
    const at = join(folder, 'secrets', secret.name);
    const files = { kind: 'files', chain: join(at, 'chain.pem'), privateKey: join(at, 'key.pem') } as const;
    return secret.source.kind === 'sds' ? secret : { ...secret, source: files };
  }),
  trusts: proxy.trusts.map((secret) => {
    const bundle = join(folder, 'secrets', secret.name, 'bundle.pem');
    return secret.source.kind === 'sds' ? secret : { ...secret, source: { kind: 'file', bundle } };
  }),
});

let generation = 0;

/**
 * Writes files as a volume of Kubernetes does: each is a link through `now`, which is renamed to point to a new folder, so
 * that all change at once, and Envoy, which watches the folder, sees a rename.
 */
function put(folder: string, files: Readonly<Record<string, string>>): void {
  generation += 1;
  const next = `version-${generation}`;
  mkdirSync(join(folder, next), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, next, name), text);
    if (!existsSync(join(folder, 'now'))) symlinkSync(join('now', name), join(folder, name));
  }
  symlinkSync(next, join(folder, `link-${generation}`));
  renameSync(join(folder, `link-${generation}`), join(folder, 'now'));
}

/** Replaces what the secrets of a relocated proxy contain. */
export function rotate({ folder }: Pick<ProxySpec, 'folder'>, { certificates, trusts }: Secrets): void {
  for (const [name, { chain, key }] of Object.entries(certificates))
    put(join(folder, 'secrets', name), { 'chain.pem': chain, 'key.pem': key });
  for (const [name, pem] of Object.entries(trusts)) put(join(folder, 'secrets', name), { 'bundle.pem': pem });
}

/** Writes all files of a relocated proxy, and returns the path of its bootstrap. */
export function written(proxy: ProxySpec, secrets: Secrets): string {
  rotate(proxy, secrets);
  for (const { path, text } of secretFilesOf(proxy)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const bootstrap = join(proxy.folder, 'bootstrap.json');
  writeFileSync(bootstrap, JSON.stringify(bootstrapOf(proxy)));
  return bootstrap;
}
