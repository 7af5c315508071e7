// Run after `npm install` has changed package-lock.json.
//
// npm leaves out of the lock file the optional packages (native programs for other systems) that it could not fetch,
// and `npm ci` then refuses the file on every system. This adds what is missing: name, version and system are all known
// from the package that asks for it, only the checksum is not.
import { readFileSync, writeFileSync } from 'node:fs';

const path = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(path, 'utf8'));
const systems = /(?:^|[-/])(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)(?:-|$)/;
const processors = /(?:^|-)(arm64|arm|ia32|loong64|mips64el|ppc64|riscv64|s390x|wasm32|x64)(?:-|$)/;

/** As npm looks it up: beside the package that asks, or in any folder above. */
function isLocked(from, name) {
  for (let folder = `${from}/`; ; folder = folder.slice(0, folder.lastIndexOf('node_modules/'))) {
    if (`${folder}node_modules/${name}` in lock.packages) return true;
    if (!folder.includes('node_modules/')) return `node_modules/${name}` in lock.packages;
  }
}

const added = {};
for (const [from, asking] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(asking.optionalDependencies ?? {})) {
    if (isLocked(from, name)) continue;
    const system = systems.exec(name)?.[1];
    const library = name.includes('musl')
      ? 'musl'
      : /-gnu/.test(name) && system === 'linux'
        ? 'glibc'
        : undefined;
    const processor = processors.exec(name)?.[1];
    if (!/^\d+\.\d+\.\d+$/.test(version) || !(system ?? processor))
      throw new Error(`can't tell what ${name}@${version} is for`);
    added[`node_modules/${name}`] = {
      version,
      ...(processor && { cpu: [processor] }),
      ...(asking.dev && { dev: true }),
      ...(library && { libc: [library] }),
      optional: true,
      ...(system && { os: [system] }),
    };
  }
}
lock.packages = Object.fromEntries(
  Object.entries({ ...lock.packages, ...added }).toSorted(([a], [b]) => a.localeCompare(b, 'en')),
);
writeFileSync(path, `${JSON.stringify(lock, undefined, 2)}\n`);
console.log(`added ${Object.keys(added).length} packages of other systems to package-lock.json`);
