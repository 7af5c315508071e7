import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import labSchema from '../../schema/lab.schema.json';
import { meshspan, shop } from '../cli/world';
import { folderWith } from '../sources/folder';
import { envoyBinary } from './binary';

const folder = folderWith({ 'topology.yaml': shop });
const words = ['lab', '--data-plane', 'envoy'];

/** A program that does something with the configuration of an Envoy before it becomes that Envoy. */
function envoyAfter(name: string, first: string): { readonly MESHSPAN_ENVOY: string } {
  const file = join(folder, name);
  const text = `#!/bin/sh
for word in "$@"; do case "$word" in */bootstrap.json) ${first};; esac; done
exec '${envoyBinary()}' "$@"
`;
  writeFileSync(file, text);
  chmodSync(file, 0o755);
  return { MESHSPAN_ENVOY: file };
}

const noted = join(folder, 'noted');
/** It notes the configurations that it was started with. */
const env = envoyAfter('envoy', `echo "$word" >> '${noted}'`);
beforeEach(() => writeFileSync(noted, ''));

/** The configurations with which Envoys were started, and whether each is still there. */
const configurations = (): readonly boolean[] =>
  readFileSync(noted, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((file) => existsSync(file));

/** Its listeners ask nobody for a certificate, whatever its configuration says. */
function carelessEnvoy() {
  const edit = join(folder, 'edit.js');
  writeFileSync(
    edit,
    `const { readFileSync, writeFileSync } = require('node:fs');
const file = process.argv[2];
const without = (key, value) => {
  if (!value?.['@type']?.endsWith('DownstreamTlsContext')) return value;
  const { common_tls_context: { combined_validation_context: _, ...tls }, ...rest } = value;
  return { ...rest, require_client_certificate: false, common_tls_context: tls };
};
writeFileSync(file, JSON.stringify(JSON.parse(readFileSync(file, 'utf8'), without)));
`,
  );
  return envoyAfter('careless-envoy', `'${process.execPath}' '${edit}' "$word"`);
}

it('measures as expected, and prints nothing but the result as JSON', async () => {
  const { code, out, err } = await meshspan(folder, [...words, '--json'], { env });
  expect([code, err]).toEqual([0, expect.stringMatching(/^issuing certificates\nstarting 2 proxies\n/)]);
  const report: unknown = JSON.parse(out);
  const isLab = new Ajv2020({ strict: true, strictRequired: false, allErrors: true }).compile(labSchema);
  isLab(report);
  expect(isLab.errors).toBeNull();
  expect(report).toMatchObject({
    version: 1,
    edges: [{ client: 'workload/ui', server: 'workload/db', expected: 'mutual', measured: 'mutual' }],
  });
});

it('what differs is a sentence with the line, and exit code 1', async () => {
  const { code, out } = await meshspan(folder, words, { env: carelessEnvoy() });
  expect(code).toBe(1);
  const place = String.raw`; decided at topology\.yaml:\d+:\d+ workloads\.`;
  expect(out).toMatch(
    new RegExp(
      String.raw`^ui -> db \(service db, port 5432\): expected mutual, measured verified${place}`,
      'm',
    ),
  );
  expect(out).toMatch(
    new RegExp(
      String.raw`^attack "no-certificate" by outside on db \(port 5432\): expected refused, measured accepted${place}db`,
      'm',
    ),
  );
  expect(out).toMatch(
    /^1 edge and \d+ attacks measured with Envoy [\d.]+, 1 edge and \d+ attacks? not as expected, /m,
  );
});

it('--serve keeps it up with a page until Ctrl-C, and then nothing is left', async () => {
  let interrupt = (): void => undefined;
  let shown = (_url: string): void => undefined;
  const url = new Promise<string>((done) => (shown = done));
  const ended = meshspan(folder, [...words, '--serve'], {
    env,
    out: (text) => {
      const [, at] = /open (http:\S+\/);/.exec(text) ?? [];
      if (at !== undefined) shown(at);
    },
    onInterrupt: (asked) => {
      interrupt = asked;
      return () => undefined;
    },
  });
  const page = await Promise.race([url, ended.then(({ err }) => err)]);
  try {
    expect(await (await fetch(page)).text()).toContain('ui calls db on port 5432: mutual, as expected');
    const counters: unknown = await (await fetch(`${page}counters.json`)).json();
    expect(counters).toMatchObject({
      version: 1,
      edges: [{ requests: expect.stringMatching(/^[1-9]/), handshakes: expect.stringMatching(/^[1-9]/) }],
    });
    expect(configurations()).toEqual([true, true]);
  } finally {
    interrupt();
  }
  expect((await ended).code).toBe(0);
  await expect(fetch(page)).rejects.toThrow('fetch failed');
  expect(configurations()).toEqual([false, false]);
});

it('Ctrl-C before everything is measured takes it down', async () => {
  const { code, out, err } = await meshspan(folder, words, {
    env,
    onInterrupt: (asked) => {
      asked();
      return () => undefined;
    },
  });
  expect([code, out]).toEqual([1, '']);
  expect(err).toMatch(/meshspan: stopped before everything was measured\n$/);
  expect(configurations()).toEqual([false, false]);
});
