// The licenses of everything in the bundles: most of them require that their text is distributed with the code.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the package that a bundled file belongs to, such as node_modules/cdktf/node_modules/semver. */
const packageOf = (input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];

function noticeOf(root, folder) {
  const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const source = manifest.repository?.url ?? manifest.repository ?? manifest.homepage ?? '';
  const texts = readdirSync(join(root, folder))
    .filter((name) => /^(licen[cs]e|notice|copying)/i.test(name))
    .map((name) => readFileSync(join(root, folder, name), 'utf8').trim());
  return [`${manifest.name} ${manifest.version} (${manifest.license}) ${source}`.trim(), ...texts].join(
    '\n\n',
  );
}

/**
 * One text for all bundles; `inputs` are the files that esbuild's metafiles name.
 * @param {string} root
 * @param {readonly string[]} inputs
 */
export function noticesOf(root, inputs) {
  const folders = new Set(
    inputs.map(packageOf).filter((folder) => folder && existsSync(join(root, folder, 'package.json'))),
  );
  return `${[...folders]
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((folder) => noticeOf(root, folder))
    .join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}
