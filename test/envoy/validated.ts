import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProxySpec } from '../../core/dataplane/envoy';
import { envoyBinary } from './binary';
import { relocated, written, type Secrets } from './files';

/**
 * What Envoy says of the bootstrap of a proxy in mode `validate`: errors, and warnings such as those of fields that it
 * deprecates. An empty text: it has nothing to say.
 */
export function complaintsOf(proxy: ProxySpec, secrets: Secrets): string {
  const folder = mkdtempSync(join(tmpdir(), 'meshspan-validate-'));
  try {
    const config = written(relocated(proxy, folder), secrets);
    const args = ['--mode', 'validate', '-c', config, '-l', 'warning', '--log-format', '%v'];
    const { status, said } = run(args, join(folder, 'said'));
    const complaints = said.replace(/^configuration '.*' OK$/m, '').trim();
    return status === 0 || complaints !== '' ? complaints : `it ended with ${status ?? 'a signal'}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Its output is a file: Envoy opens `/dev/stdout` for access logs, and what Node passes for a pipe can't be opened. */
function run(
  args: readonly string[],
  file: string,
): { readonly status: number | null; readonly said: string } {
  const output = openSync(file, 'a');
  const { status, error } = spawnSync(envoyBinary(), args, { stdio: ['ignore', output, output] });
  closeSync(output);
  return { status, said: error === undefined ? readFileSync(file, 'utf8') : error.message };
}
