import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ATTACKS } from '../../local/envoy';
import { folderWith } from '../sources/folder';
import { meshspan, shop } from './world';

/** An Envoy that is not there: a lab that is started nevertheless ends with another sentence. */
const env = { MESHSPAN_ENVOY: '/nowhere/envoy' };
const noEnvoy = 'meshspan: MESHSPAN_ENVOY is "/nowhere/envoy", and that is not an Envoy that runs here\n';
const lab = (text: string, ...words: readonly string[]) =>
  meshspan(folderWith({ 'topology.yaml': text }), ['lab', ...words], { env });
const broken = shop.replace('calls: [db]', 'calls: [db], callDefaults: {names: [nobody.internal]}');

it.each(['app-mesh', 'envoy'])(
  'without an Envoy, one line says so, and nothing is measured with data plane %s',
  async (plane) => {
    expect(await lab(shop, '--data-plane', plane)).toEqual({ code: 2, out: '', err: noEnvoy });
  },
);

it('a topology with errors is reported as check does, and no lab is started', async () => {
  const { code, out, err } = await lab(broken);
  const checked = await meshspan(folderWith({ 'topology.yaml': broken }), ['check'], { env });
  expect({ code, out, err }).toEqual({ code: 1, out: checked.out, err: 'no lab was started\n' });
});

it('and as JSON with its findings', async () => {
  const { code, out } = await lab(broken, '--json');
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    version: 1,
    ok: false,
    findings: expect.arrayContaining([expect.objectContaining({ severity: 'error' })]),
  });
});

it('--fail-on none measures a mesh with errors, too', async () => {
  expect(await lab(broken, '--fail-on', 'none')).toEqual({ code: 2, out: '', err: noEnvoy });
});

it('a value that only a pipeline knows has to be given', async () => {
  const open = shop.replace('port: {type: number, default: 80}', 'port: {type: number}');
  const { code, out, err } = await lab(open);
  expect([code, err]).toEqual([1, 'no lab was started\n']);
  expect(out).toContain('parameter "port"');
  expect((await lab(open, '--set', 'port=80')).err).toBe(noEnvoy);
});

it.each([
  ['mesh: [', 'topology.yaml:1'],
  ['a: 1', 'topology.yaml:1:1'],
])('a file that is not a topology is an error of the input: %s', async (text, place) => {
  const { code, out, err } = await lab(text);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(place);
  const json = await lab(text, '--json');
  expect(json.code).toBe(2);
  expect(JSON.parse(json.out)).toMatchObject({ version: 1, ok: false });
});

it('a data plane that this version does not have cannot be measured', async () => {
  const { code, err } = await lab(shop, '--data-plane', 'lattice');
  expect([code, err]).toEqual([1, 'no lab was started\n']);
});

it('the guide describes every attack, and no other', () => {
  const guide = readFileSync(join(__dirname, '../../docs/lab.md'), 'utf8').split(/^## /m)[2] ?? '';
  const rows = [...guide.matchAll(/^\| `([\w-]+)` \| ([^|]+) \|/gm)].map(([, name, what]) => [name, what]);
  expect(Object.fromEntries(rows)).toEqual(ATTACKS);
});
