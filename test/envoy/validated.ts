import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bootstrapOf, secretFilesOf, type ProxySpec } from '../../core/dataplane/envoy';
import { envoyBinary } from './binary';

/**
 * What Envoy says of the bootstrap of a proxy in mode `validate`: errors, and warnings such as those of fields that it
 * deprecates. An empty text: it has nothing to say. The descriptions of secrets have to be there, the certificates not.
 */
export function complaintsOf(proxy: ProxySpec): string {
  const folder = mkdtempSync(join(tmpdir(), 'meshspan-validate-'));
  const relocated = { ...proxy, folder };
  try {
    for (const { path, text } of secretFilesOf(relocated)) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    const config = join(folder, 'bootstrap.json');
    writeFileSync(config, JSON.stringify(bootstrapOf(relocated)));
    return said([
      '--mode',
      'validate',
      '--config-path',
      config,
      '--log-level',
      'warning',
      '--log-format',
      '%v',
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function said(args: readonly string[]): string {
  try {
    const out = execFileSync(envoyBinary(), ['--log-path', '/dev/stdout', ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return out.replace(/^configuration '.*' OK$/m, '').trim();
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout?: string; readonly stderr?: string };
    return `${stdout ?? ''}${stderr ?? ''}` || String(error);
  }
}
