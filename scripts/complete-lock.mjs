// Run after `npm install` has changed package-lock.json.
//
// npm leaves optional packages (native programs for other systems) out of the lock file, or keeps them without a
// checksum, where it could not fetch them at the time; `npm ci` then refuses the file, or installs what it cannot
// compare. This drops every entry without a checksum and lets npm resolve these again, with npm's own registry and
// settings. Nothing is guessed: packages without a checksum afterwards are listed, and the exit code is 1.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const path = `${root}package-lock.json`;
const read = () => JSON.parse(readFileSync(path, 'utf8'));

/** A package inside another's archive has no checksum of its own, and the project itself has none. */
const unchecked = ({ packages }) =>
  Object.entries(packages)
    .filter(([name, { integrity, inBundle, link }]) => name !== '' && !integrity && !inBundle && !link)
    .map(([name]) => name);

const lock = read();
const dropped = unchecked(lock);
for (const name of dropped) delete lock.packages[name];
writeFileSync(path, `${JSON.stringify(lock, undefined, 2)}\n`);

const { status } = spawnSync('npm', ['install', '--package-lock-only', '--ignore-scripts'], {
  cwd: root,
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
if (status !== 0) process.exit(status ?? 1);

const left = unchecked(read());
const lost = dropped.filter((name) => !(name in read().packages));
for (const name of left) console.error(`${name} has no checksum: npm could not fetch it`);
for (const name of lost) console.error(`${name} is missing: npm could not fetch it`);
if (left.length + lost.length > 0) process.exit(1);
console.log(`package-lock.json is complete; ${dropped.length} packages were looked up again`);
