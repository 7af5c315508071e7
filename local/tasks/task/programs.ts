import { accessSync, chmodSync, constants, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { shellWords } from '../../envoy/programs';
import type { Mount } from '../place/text';
import { COMMANDS, type ProgramImage } from './images';

/** The programs that stand for those of images. */
export interface Tools {
  /** The Envoy: that of `findEnvoy`. */
  readonly envoy: string;
  /** AWS's command with its first arguments: that of `installAwsCommand`. */
  readonly aws: readonly string[];
}

/** Folders of programs, by image: nothing else is on the `PATH` of a container. */
export type ProgramFolders = Readonly<Record<ProgramImage, string>>;

/** Where images have their programs. */
const BINARIES = ['/bin', '/usr/bin', '/usr/local/bin'];

/** One thread each, nothing shared with another Envoy of the machine, and logs that are written at once. */
const ENVOY_OPTIONS: readonly (readonly [string, ...string[]])[] = [
  ['--concurrency', '1'],
  ['--disable-hot-restart'],
  ['--file-flush-interval-msec', '50'],
  ['--log-level', 'warning'],
];

/** What App Mesh's image has for its health check, as far as that uses it: `curl -s http://HOST:PORT/PATH`. */
const CURL = `#!/bin/bash
for url; do :; done
rest=\${url#http://}
host=\${rest%%/*}
exec 3<> "/dev/tcp/\${host%:*}/\${host#*:}" || exit 7
printf 'GET /%s HTTP/1.1\\r\\nHost: %s\\r\\nConnection: close\\r\\n\\r\\n' "\${rest#*/}" "$host" >&3
exec cat <&3
`;

/** A file in the home of a container: once it is there, time passes faster. */
export const TIME_PASSES = '.time-passes';

/** `sleep`, which ends long waits early where somebody asks for it: nobody here waits for hours. */
const sleep = (real: string): string => `#!/bin/sh
if [ "\${1%.*}" -lt 60 ]; then exec ${shellWords([real])} "$@"; fi
left=$(($1 * 4))
while [ "$left" -gt 0 ]; do
  if [ -e "$HOME/${TIME_PASSES}" ]; then
    rm -f "$HOME/${TIME_PASSES}"
    exit 0
  fi
  ${shellWords([real])} 0.25
  left=$((left - 1))
done
`;

/** The program that only one image has. */
const OWN: Readonly<Record<ProgramImage, string>> = { envoy: 'envoy', 'app-mesh': 'envoy', 'aws-cli': 'aws' };

/** Writes a folder of programs for each image. */
export function writePrograms(folder: string, { envoy, aws }: Tools): ProgramFolders {
  const folders: ProgramFolders = {
    envoy: join(folder, 'envoy'),
    'aws-cli': join(folder, 'aws-cli'),
    'app-mesh': join(folder, 'app-mesh'),
  };
  for (const home of Object.values(folders)) {
    mkdirSync(home, { recursive: true });
    for (const command of COMMANDS) {
      const found = onPath(command);
      if (found !== undefined) symlinkSync(found, join(home, command));
    }
  }
  wrapper(join(folders.envoy, 'envoy'), [envoy], ENVOY_OPTIONS);
  wrapper(join(folders['app-mesh'], 'envoy'), [envoy], ENVOY_OPTIONS);
  wrapper(join(folders['aws-cli'], 'aws'), aws, []);
  writeFileSync(join(folders['app-mesh'], 'curl'), CURL, { mode: 0o755 });
  const ofAws = join(folders['aws-cli'], 'sleep');
  rmSync(ofAws, { force: true });
  writeFileSync(ofAws, sleep(onPath('sleep') ?? '/bin/sleep'), { mode: 0o755 });
  return folders;
}

/** Paths of programs in an image, as they are on this machine. */
export const programMounts = (folders: ProgramFolders, image: ProgramImage): readonly Mount[] =>
  [...COMMANDS, OWN[image]].flatMap((command) =>
    BINARIES.map((place) => ({ path: `${place}/${command}`, folder: join(folders[image], command) })),
  );

/**
 * A program that starts another one.
 * @param more options, each of which is added where the command does not have it
 */
function wrapper(
  file: string,
  words: readonly string[],
  more: readonly (readonly [name: string, ...values: string[]])[],
): void {
  const added = more.map(
    ([name, ...values]) =>
      `case " $* " in *' ${name} '*) ;; *) set -- "$@" ${shellWords([name, ...values])} ;; esac\n`,
  );
  writeFileSync(file, `#!/bin/sh\n${added.join('')}exec ${shellWords(words)} "$@"\n`);
  chmodSync(file, 0o755);
}

/** The program of that name on this machine's own `PATH`. */
export const onPath = (name: string): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
