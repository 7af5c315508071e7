import { join } from 'node:path';
import { buildPrograms, type GoPins, type GoPrograms } from '../../local/go';
import { cacheFolder } from '../../local/packages';
import pins from './pins.json';

export const openTofuVersion = '1.12.6';

export const openTofuPrograms: GoPrograms = {
  name: 'opentofu',
  version: openTofuVersion,
  packages: ['github.com/opentofu/opentofu/cmd/tofu'],
  variables: { 'github.com/opentofu/opentofu/version.dev': 'no' },
  pins: pins satisfies GoPins,
};

/** The file of OpenTofu, which is built with Go into the cache if it is not there yet. */
export async function openTofu(): Promise<string> {
  const built = await buildPrograms(cacheFolder(), openTofuPrograms, {
    onBuild: (folder) => process.stderr.write(`building once, for minutes: ${folder}\n`),
  });
  if (!built.ok) throw new Error(built.problem);
  return join(built.bin, 'tofu');
}
