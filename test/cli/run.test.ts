import { readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../../package.json';
import { folderWith } from '../sources/folder';
import { replaceStacks } from '../../cli/stacks-folder';
import { meshspan, shop } from './world';

/** A caller that expects a name which its callee's certificate does not carry. */
const broken = shop.replace('calls: [db]', 'calls: [db], callDefaults: {names: [nobody.internal]}');
const folder = (text = shop): string => folderWith({ 'topology.yaml': text });

describe('the file', () => {
  it('is the one that is named, then that of the environment, then the one of the usual name', async () => {
    const cwd = folderWith({ 'topology.yml': shop, 'a.yaml': 'a: 1', 'b.yaml': 'b: 1' });
    const environment = { env: { MESHSPAN_TOPOLOGY: 'b.yaml' } };
    expect((await meshspan(cwd, ['check', 'a.yaml'], environment)).err).toContain(' a.yaml:1:1 ');
    expect((await meshspan(cwd, ['check'], environment)).err).toContain(' b.yaml:1:1 ');
    expect((await meshspan(cwd, ['check'], { env: { MESHSPAN_TOPOLOGY: '' } })).code).toBe(0);
  });

  it('is missed with a sentence where there is none', async () => {
    expect(await meshspan(folderWith({}), ['plan'])).toEqual({
      code: 2,
      out: '',
      err: 'meshspan: there is no topology.{ts,yaml,yml,json} here; name the file, or set MESHSPAN_TOPOLOGY\n',
    });
  });
});

describe('what a terminal would obey is written out', () => {
  const evil = `\u001B[2J\u001B[31m\u202Edrop\u0007\u009B1m\u200B`;
  const obeyed = /(?![\n\t])[\p{Cc}\p{Cf}]/u;
  const written = [
    ['a key', shop.replace('region:', `"${evil}": 1\nregion:`)],
    ['a value', shop.replace('eu-central-1', `"${evil}"`)],
    ['a service', shop.replace('calls: [db]', `calls: ["${evil}"]`)],
    ['the text of an error', `mesh: !${evil} x\n`],
    ['a name of the plan', shop.replace('account: back,', `account: back, name: "db${evil}",`)],
  ] as const;

  it.each(written)('in %s', async (_where, text) => {
    for (const command of ['check', 'plan'])
      for (const format of ['text', 'json']) {
        // YAML refuses control characters that are not escaped.
        const cwd = folder(
          text.replaceAll(
            /[\p{Cc}](?<!\n)/gu,
            (one) => `\\x${one.charCodeAt(0).toString(16).padStart(2, '0')}`,
          ),
        );
        const { out, err } = await meshspan(cwd, [command, '--format', format, '--fail-on', 'none']);
        expect(out + err).not.toBe('');
        expect(out + err).not.toMatch(obeyed);
      }
  });

  it('in a name of a file, and in an argument', async () => {
    for (const words of [
      ['check', `${evil}.yaml`],
      ['check', `--${evil}`],
      ['plan', '--stack', evil],
    ])
      expect((await meshspan(folder(), words)).err).not.toMatch(obeyed);
  });

  it('on a terminal with colours as well', async () => {
    const { err } = await meshspan(folder(), ['check', `${evil}.yaml`], {
      colours: { out: true, err: true },
    });
    expect(err).toContain('\\u001B[31m\\u202Edrop');
    expect(err.replaceAll(/\p{Cc}\[(?:[012]|3[123])m/gu, '')).not.toMatch(obeyed);
  });
});

it('an error of the operating system is reported with its path', async () => {
  const cwd = folderWith({ 'topology.yaml': shop, out: 'a file' });
  const { code, err } = await meshspan(cwd, ['synth']);
  expect(code).toBe(2);
  expect(err).toContain(join(cwd, 'out'));
  expect(err).not.toContain('bug');
});

it('a full disk is reported with the folder that was written to', () => {
  const target = join(folder(), 'out');
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { syscall: 'write' });
  expect(() =>
    replaceStacks(target, { label: 'shop', stacks: ['a'] }, () => {
      throw full;
    }),
  ).toThrow(`no space left on device, write, in ${target}`);
});

it.each([['topology.yaml'], ['other.yaml']])(
  'a link that leads back to itself is a finding in JSON: %s',
  async (name) => {
    const cwd = folderWith({});
    symlinkSync(name, join(cwd, name));
    const { code, out } = await meshspan(cwd, [
      'check',
      '--json',
      ...(name === 'topology.yaml' ? [] : [name]),
    ]);
    expect([code, JSON.parse(out)]).toMatchObject([2, { findings: [{ rule: 'source/unreadable' }] }]);
  },
);

describe('the exit code is', () => {
  it.each([
    ['0 where all is well', ['check'], shop, 0],
    ['1 at an error', ['check'], broken, 1],
    ['0 at an error that may be', ['check', '--fail-on', 'none'], broken, 0],
    ['0 at a warning', ['check'], shop.replace('acceptEnded: true\n', ''), 0],
    [
      '1 at a warning that may not be',
      ['check', '--fail-on=warning'],
      shop.replace('acceptEnded: true\n', ''),
      1,
    ],
    [
      '0 at a warning that the topology accepts',
      ['plan', '--fail-on=warning'],
      `${shop.replace('acceptEnded: true\n', '')}accept: [{finding: data-plane/ended, because: local}]\n`,
      0,
    ],
    [
      '2 where it accepts an error',
      ['check', '--fail-on=none'],
      `${shop}accept: [{finding: tls/broken, because: later}]\n`,
      2,
    ],
    ['2 at a topology that is none', ['check'], 'mesh: [', 2],
    ['2 at an unknown key', ['plan'], `${shop}wrkloads: {}\n`, 2],
    ['2 at a usage error', ['chek'], shop, 2],
  ])('%s', async (_what, words, text, code) => {
    expect((await meshspan(folder(text), words)).code).toBe(code);
  });
});

describe('what can be read from a pipe', () => {
  it.each([['check'], ['plan'], ['synth']])('the result of %s is JSON and nothing else', async (command) => {
    const { code, out } = await meshspan(folder(), [command, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ version: 1 });
  });

  it.each([['check'], ['plan'], ['synth']])('--json of %s is short for --format json', async (command) => {
    const [long, short] = [
      await meshspan(folder(), [command, '--format', 'json']),
      await meshspan(folder(), [command, '--json']),
    ];
    expect(long).toEqual(short);
    expect(await meshspan(folder(), [command, '--format', 'text'])).toEqual(
      await meshspan(folder(), [command]),
    );
  });

  it.each([['serve'], ['down']])(
    'local %s has no JSON, and names the formats that it has',
    async (action) => {
      expect(await meshspan(folder(), ['local', action, '--json'])).toEqual({
        code: 2,
        out: '',
        err: `meshspan: "local ${action}" has no format "json"; it has text\n`,
      });
    },
  );

  it('local status has both formats', async () => {
    const cwd = folder();
    expect((await meshspan(cwd, ['local', 'status', '--format', 'json'])).out).toBe(
      '{\n  "version": 1,\n  "up": false,\n  "restorable": false\n}\n',
    );
    expect((await meshspan(cwd, ['local', 'status'])).out).toContain('no local AWS is running');
  });

  it('a check of what is not a topology is JSON as well', async () => {
    const { code, out, err } = await meshspan(folder('mesh: [\n'), ['check', '--json']);
    expect([code, err]).toEqual([2, '']);
    expect(JSON.parse(out)).toMatchObject({
      edges: [],
      findings: [{ rule: 'source/syntax', at: { file: 'topology.yaml', line: 1, column: 7 } }],
    });
  });
});

describe('what is refused with --json', () => {
  const mistaken = shop.replace('mesh: shop', 'mesh: shop\nwrkloads: {}');

  it.each(['plan', 'synth'])(
    '%s prints its findings as JSON, and nothing else on stdout',
    async (command) => {
      const atError = await meshspan(folder(broken), [command, '--json']);
      expect(atError.code).toBe(1);
      expect(JSON.parse(atError.out)).toMatchObject({
        version: 1,
        ok: false,
        findings: [{ rule: 'tls/name-mismatch', severity: 'error', at: { file: 'topology.yaml' } }],
      });
      const notOne = await meshspan(folder(mistaken), [command, '--json']);
      expect(notOne.code).toBe(2);
      expect(JSON.parse(notOne.out)).toMatchObject({
        ok: false,
        findings: [{ rule: 'topology/unknown-key' }],
      });
    },
  );

  it('a plan that lacks the value of a parameter reports it as well', async () => {
    const open = shop.replace('{type: number, default: 80}', '{type: number}');
    const { code, out } = await meshspan(folder(open), ['plan', '--json']);
    expect([code, JSON.parse(out)]).toMatchObject([1, { ok: false, findings: [{ rule: 'parameter/open' }] }]);
  });
});

describe('parameters', () => {
  const open = shop.replace('{type: number, default: 80}', '{type: number}');
  it('come from --set, then the environment, then the default', async () => {
    const env = { MESHSPAN_PARAM_port: '81', MESHSPAN_PARAM_other: 'unused' };
    const source = shop.replace('calls: [db]}', 'calls: [db], entry: {port: {parameter: port}}}');
    const portOf = async (...words: readonly string[]): Promise<unknown> => {
      const { out } = await meshspan(folder(source), ['check', '--json', ...words], { env });
      return (JSON.parse(out) as { edges: { port: number }[] }).edges[0]?.port;
    };
    expect(await portOf()).toBe(80);
    expect(await portOf('--env')).toBe(81);
    expect(await portOf('--env', '--set', 'port=82')).toBe(82);
  });

  it('without a value are not an error of check, and prevent a plan', async () => {
    expect((await meshspan(folder(open), ['check'])).code).toBe(0);
    const plan = await meshspan(folder(open), ['plan']);
    expect([plan.code, plan.out]).toEqual([1, '']);
    expect(plan.err).toContain('fix: pass --set port=VALUE');
  });

  it('that the topology does not have are refused', async () => {
    const { code, err } = await meshspan(folder(), ['check', '--set', 'prt=1']);
    expect(code).toBe(2);
    expect(err).toContain('did you mean "port"?');
  });
});

it('another data plane can be asked for', async () => {
  const { code, out } = await meshspan(folder(), ['check', '--data-plane', 'lattice']);
  expect(code).toBe(1);
  expect(out).toContain('data-plane/not-yet');
});

it('check reports what cannot be planned', async () => {
  const without = shop.replace(', network: {cidr: 10.2.0.0/16}', '');
  const { code, out } = await meshspan(folderWith({ 'topology.yaml': without }), ['check']);
  expect(code).toBe(1);
  expect(out).toContain('error[plan/no-network]');
});

it('an error of the topology stops plan and synth before they write anything', async () => {
  const cwd = folder(broken);
  for (const command of ['plan', 'synth']) {
    const { code, out, err } = await meshspan(cwd, [command]);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('1 error');
  }
  expect(readdirSync(cwd)).toEqual(['topology.yaml']);
  expect((await meshspan(cwd, ['plan', '--fail-on', 'none'])).out).toContain('3 stacks');
});

it('colours are for terminals alone, and can be refused', async () => {
  const colours = { out: true, err: true };
  // oxlint-disable-next-line no-control-regex
  const isColoured = ({ out }: { readonly out: string }): boolean => /\u001B\[/.test(out);
  expect(isColoured(await meshspan(folder(), ['check'], { colours }))).toBe(true);
  expect(isColoured(await meshspan(folder(), ['check']))).toBe(false);
  expect(isColoured(await meshspan(folder(), ['check', '--no-color'], { colours }))).toBe(false);
  expect(isColoured(await meshspan(folder(), ['check'], { colours, env: { NO_COLOR: '1' } }))).toBe(false);
  expect(isColoured(await meshspan(folder(), ['check'], { colours, env: { NO_COLOR: '' } }))).toBe(true);
});

it('the version is that of the package', async () => {
  expect(await meshspan('.', ['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
});

it('validate without terraform is one line', async () => {
  const { code, out, err } = await meshspan(folder(), ['validate'], { env: { PATH: '/nowhere' } });
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(/^meshspan: terraform 1\.10 or newer is needed.*\n$/);
});

it('a folder that cannot be written is reported in one line', async () => {
  const cwd = folderWith({ 'topology.yaml': shop, out: 'a file' });
  const { code, err } = await meshspan(cwd, ['synth']);
  expect(code).toBe(2);
  expect(err).toMatch(/^meshspan: .*check the path and its permissions\n$/);
});
