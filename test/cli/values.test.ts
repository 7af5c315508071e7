import { join } from 'node:path';
import { loadValues } from '../../sources/values';
import { folderWith } from '../sources/folder';
import { meshspan, shop, type Told } from './world';

/** The port of the topology's entry is that of its parameter. */
const open = shop
  .replace('{type: number, default: 80}', '{type: number}\n  region: {default: eu-central-1}')
  .replace('calls: [db]}', 'calls: [db], entry: {port: {parameter: port}}}');

const files = {
  'topology.yaml': open,
  'dev.yaml': 'port: 81\nimage: dev\n',
  'dev.json': '{"port": 82}',
  '.env': '# of dev\nport=83\n',
  'quoted.env': 'export port="84" # quoted\nMESHSPAN_PARAM_image=\'a b\'\n\n',
  'empty.yaml': '# nothing yet\n',
  'empty.env': '',
  'list.yaml': '- 1\n',
  'nested.yaml': 'image: a\nport:\n  of: 80\n',
  'broken.env': 'port=80\nport 80\n',
  'unknown.yaml': 'prt: 80\n',
  'broken.yaml': 'port: [\n',
};

const check = (words: readonly string[], env = {}): Promise<Told> =>
  meshspan(folderWith(files), ['check', '--json', ...words], { env });

/** The port that the entry was given. */
async function portOf(words: readonly string[], env = {}): Promise<unknown> {
  const { code, out } = await check(words, env);
  return code === 0 ? (JSON.parse(out) as { edges: { port: number }[] }).edges[0]?.port : out;
}

const values = (...names: readonly string[]) => names.flatMap((name) => ['--values', name]);

it.each([
  ['YAML', ['dev.yaml'], 81],
  ['JSON', ['dev.json'], 82],
  ['.env', ['.env'], 83],
  ['NAME.env, quoted and exported', ['quoted.env'], 84],
  ['several, of which the last wins', ['.env', 'dev.yaml', 'empty.yaml', 'empty.env'], 81],
])('values come from files: %s', async (_, names, port) => {
  expect(await portOf(values(...names))).toBe(port);
});

it('--set takes precedence over a file, and a file over the environment', async () => {
  const env = { MESHSPAN_PARAM_port: '90' };
  expect(await portOf(['--env'], env)).toBe(90);
  expect(await portOf(['--env', ...values('dev.yaml')], env)).toBe(81);
  expect(await portOf(['--env', ...values('dev.yaml'), '--set', 'port=91'], env)).toBe(91);
});

it.each([
  ['is not there', 'none.yaml', 'source/missing', 'none.yaml', 'name a YAML, JSON or .env file of values'],
  ['holds a list', 'list.yaml', 'source/values', 'list.yaml', 'write NAME: value'],
  [
    'holds more than scalars',
    'nested.yaml',
    'source/values',
    'nested.yaml:2:1',
    'write a text, a number, true or false',
  ],
  ['is not NAME=value', 'broken.env', 'source/values', 'broken.env:2:1', 'write NAME=value'],
  ['is not YAML', 'broken.yaml', 'source/syntax', 'broken.yaml:1:7', 'close it with'],
  ['has an unknown name', 'unknown.yaml', 'parameter/unknown', '', 'did you mean "port"?'],
])('a file that %s is reported with its place', async (_, name, rule, place, fix) => {
  const { code, err } = await meshspan(folderWith(files), ['check', ...values(name)]);
  expect(code).toBe(2);
  expect(err).toContain(`error[${rule}] ${place}`);
  expect(err).toContain(fix);
});

it('a name in the environment that differs from a parameter only in case is reported', async () => {
  const env = { MESHSPAN_PARAM_PORT: '90', MESHSPAN_PARAM_other: '1' };
  const { code, out } = await meshspan(folderWith(files), ['check', '--env'], { env });
  expect(code).toBe(0);
  expect(out).toContain(
    'the environment offers a value for "PORT", and no parameter has that name\n  fix: did you mean "port"? Names are case-sensitive',
  );
  expect(out).not.toContain('"other"');
  for (const words of [[], ['--env', '--set', 'port=1']])
    expect((await meshspan(folderWith(files), ['check', ...words], { env })).out).not.toContain('"PORT"');
});

it.each([
  ['1.10', '1.10'],
  ['012', '012'],
  ['1e3', '1e3'],
  ['"1.10"', '1.10'],
  ['true', 'true'],
  ['0x10', '0x10'],
])('a value %s in a file is the text %s', async (written, text) => {
  const folder = folderWith({ 'v.yaml': `A: ${written}\n`, 'v.env': `A=${written}\n` });
  for (const name of ['v.yaml', 'v.env'])
    expect(await loadValues(join(folder, name), name)).toEqual({
      ok: true,
      value: { A: text },
      findings: [],
    });
});
