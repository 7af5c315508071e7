import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { areBuilt, buildPrograms, type GoPrograms } from '../../../local/go';
import { homeOf } from '../../../local/go/programs';
import { findEtcd } from '../../../local/kubernetes/etcd';
import { installKubernetes } from '../../../local/kubernetes';
import * as sets from '../../../local/kubernetes/programs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'go-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const fruit: GoPrograms = {
  name: 'fruit',
  version: '1.2.3',
  packages: ['example.com/fruit/cmd/apple', 'example.com/fruit/cmd/pear'],
  variables: { 'example.com/version': 'v1.2.3' },
  pins: { mod: ['module fruit', 'go 1.24'], sum: ['example.com/fruit v1.2.3 h1:abc='] },
};

/** A replacement for Go: "builds" each program as a copy of the pins. */
function pretendedGo(more = ''): string {
  const file = join(folder, 'go');
  const script = `#!/bin/sh
echo "$* GOFLAGS=$GOFLAGS" >> "${folder}/calls"
${more}
while [ "$1" != -o ]; do shift; done
out=$2; shift 2
for path; do cat go.mod go.sum > "$out\${path##*/}"; done
`;
  writeFileSync(file, script);
  chmodSync(file, 0o755);
  return file;
}
const calls = (): readonly string[] => readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n');
const cache = (): string => join(folder, 'cache');

test('programs are built once, from the pinned modules alone', async () => {
  const [go, heard] = [pretendedGo(), [] as string[]];
  const options = { go, onBuild: (where: string) => heard.push(where) };
  expect(areBuilt(cache(), fruit)).toBe(false);
  const built = await buildPrograms(cache(), fruit, options);
  expect(built).toMatchObject({ ok: true, builtNow: true });
  expect(await buildPrograms(cache(), fruit, options)).toMatchObject({ ok: true, builtNow: false });
  expect([areBuilt(cache(), fruit), heard, calls().length]).toEqual([true, [homeOf(cache(), fruit)], 1]);
  expect(calls()[0]).toMatch(
    /^build -mod=readonly -buildvcs=false -ldflags=-s -w -X example\.com\/version=v1\.2\.3 -o \S+\/ example\S+apple example\S+pear GOFLAGS=$/,
  );
  const bin = built.ok ? built.bin : '';
  expect(readdirSync(bin)).toEqual(['apple', 'pear']);
  expect(readFileSync(join(bin, 'pear'), 'utf8')).toBe(
    'module fruit\ngo 1.24\nexample.com/fruit v1.2.3 h1:abc=\n',
  );
});

test('a program gets the place and the name that another program looks for', async () => {
  const one = { ...fruit, packages: ['example.com/fruit/cmd/apple'], place: 'a/b', file: 'apple_v1_x5' };
  const built = await buildPrograms(cache(), one, { go: pretendedGo() });
  expect(built).toMatchObject({ ok: true });
  expect(readdirSync(join(homeOf(cache(), one), 'a/b'))).toEqual(['apple_v1_x5']);
});

test('of many who build at once, one does and the others wait; other pins are another folder', async () => {
  const go = pretendedGo('sleep 0.3');
  const all = await Promise.all(Array.from({ length: 5 }, () => buildPrograms(cache(), fruit, { go })));
  expect(all.filter((one) => one.ok && one.builtNow)).toHaveLength(1);
  expect([all.every(({ ok }) => ok), calls().length]).toEqual([true, 1]);
  const other = { ...fruit, pins: { ...fruit.pins, sum: [] } };
  expect(await buildPrograms(cache(), other, { go })).toMatchObject({ builtNow: true });
  expect(areBuilt(cache(), fruit)).toBe(true);
});

test.each([
  ['one line\\nthe last line', 'the last line'],
  [
    'verifying module: checksum mismatch\\n\\tdownloaded: h1:x',
    'the module proxy serves a module that is not',
  ],
  ['go: errors parsing go.mod: invalid go version', 'this Go is too old'],
])(
  'where Go prints %j it fails in one line, and leaves nothing that looks finished',
  async (said, reason) => {
    const go = pretendedGo(`printf '${said}\\n' >&2; exit 1`);
    expect(await buildPrograms(cache(), fruit, { go })).toEqual({
      ok: false,
      problem: expect.stringContaining(`fruit 1.2.3 could not be built: ${reason}`),
    });
    expect([existsSync(homeOf(cache(), fruit)), readdirSync(cache())]).toEqual([false, []]);
  },
);

test('what is missing is said by name, with where to get it', async () => {
  expect(await buildPrograms(cache(), fruit, { go: join(folder, 'no-such-go') })).toEqual({
    ok: false,
    problem:
      'fruit 1.2.3 could not be built: Go 1.26 or newer is needed, and none is on PATH; install it from https://go.dev/dl',
  });
  expect(await findEtcd('no-such-etcd')).toMatchObject({
    ok: false,
    problem: expect.stringContaining('etcd 3.4 or newer is needed, and none is on PATH; install'),
  });
  // Nothing is built for a server that could not start.
  const go = pretendedGo();
  expect(await installKubernetes(cache(), { go, etcd: 'no-such-etcd' })).toMatchObject({ ok: false });
  expect(existsSync(join(folder, 'calls'))).toBe(false);
});

test.each(Object.entries(sets))('%s pins each module with its hash', (_, { pins, packages }) => {
  const [required] = pins.mod.filter((line) => line.startsWith('require '));
  const [, module = '', version = ''] = (required ?? '').split(' ');
  expect(packages.every((path) => path.startsWith(module))).toBe(true);
  expect(pins.sum.filter((line) => line.startsWith(`${module} ${version} h1:`))).toHaveLength(1);
  for (const line of pins.sum) expect(line).toMatch(/^\S+ v\S+ h1:[A-Za-z0-9+/]{43}=$/);
});
