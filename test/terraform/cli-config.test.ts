import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cliConfigOf, writeCliConfig } from '../../terraform/cli-config';
import { runTerraform } from '../../terraform/command';
import { initRulesOf } from '../../terraform/init-rules';
import { mirrorsOf, type Mirror } from '../../terraform/mirrors';
import { backendOf, neededProvidersOf } from '../../terraform/needed-provider';
import { setUpTerraform } from '../../terraform/set-up';
import { surroundingsOfProcess } from '../../terraform/surroundings';
import { terraformVersion } from '../../terraform/version';
import { areWhole, noteWhole } from '../../terraform/whole-providers';

const aws = 'registry.terraform.io/hashicorp/aws';
const tls = 'registry.terraform.io/hashicorp/tls';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function mirror(
  path: string,
  ...held: readonly (readonly [string, string, ('packed' | 'unpacked')?])[]
): Mirror {
  return {
    path,
    providers: held.map(([source, version, layout = 'unpacked']) => ({
      source,
      versions: [{ version, layout }],
    })),
  };
}

test('a mirror serves what it contains, the registry serves the rest', () => {
  expect(cliConfigOf([mirror('/plugins', [aws, '5.100.0'], [tls, '4.1.0'])])).toMatchInlineSnapshot(`
"# written by meshspan at each run; changes are lost
disable_checkpoint = true

provider_installation {
  filesystem_mirror {
    path    = "/plugins"
    include = ["registry.terraform.io/hashicorp/aws"]
  }
  direct {
    exclude = ["registry.terraform.io/hashicorp/aws"]
  }
}
"
`);
});

test('each provider comes from the first mirror that contains the version needed', () => {
  const needed = [
    { source: aws, version: '5.100.0' },
    { source: tls, version: '4.1.0' },
  ];
  const mirrors = [
    mirror('/old', [aws, '4.0.0'], [tls, '4.1.0']),
    mirror('/new', [aws, '5.100.0'], [tls, '4.1.0']),
  ];
  const text = cliConfigOf(mirrors, { needed });
  expect(text).toContain(`path    = "/old"\n    include = ["${tls}"]`);
  expect(text).toContain(`path    = "/new"\n    include = ["${aws}"]`);
  expect(text).toContain(`exclude = ["${aws}", "${tls}"]`);
});

test('an outdated mirror is left out', () => {
  const text = cliConfigOf([mirror('/old', [aws, '5.99.0'])]);
  expect(text).not.toContain('filesystem_mirror');
  expect(text).toContain('direct {}');
});

test('a mirror that contains only one of two needed versions is left out', () => {
  const needed = ['5.100.0', '5.99.0'].map((version) => ({ source: aws, version }));
  expect(cliConfigOf([mirror('/one', [aws, '5.100.0'])], { needed })).toContain('direct {}');
});

test('paths with backslashes and quotes survive', () => {
  expect(cliConfigOf([mirror('C:\\my "plugins"', [aws, '5.100.0'])])).toContain('"C:\\\\my \\"plugins\\""');
});

test('the cache is there exactly where something must be downloaded or unpacked', () => {
  const linked = writeCliConfig(join(folder, 'linked'), [mirror('/plugins', [aws, '5.100.0'])]);
  expect(readFileSync(linked, 'utf8')).not.toContain('plugin_cache_dir');
  const packed = writeCliConfig(join(folder, 'packed'), [mirror('/plugins', [aws, '5.100.0', 'packed'])]);
  expect(readFileSync(packed, 'utf8')).toContain(
    `plugin_cache_dir = "${join(folder, 'packed', 'plugin-cache')}"`,
  );
  expect(existsSync(join(folder, 'packed', 'plugin-cache'))).toBe(true);
  expect(readFileSync(writeCliConfig(join(folder, 'none'), []), 'utf8')).toContain('plugin_cache_dir');
});

test('providers that run in place are named in a configuration of its own', () => {
  const mirrors = [mirror('/plugins', [aws, '5.100.0'])];
  const inPlace = new Map([[aws, '/plugins/aws']]);
  const path = writeCliConfig(folder, mirrors, [{ source: aws, version: '5.100.0' }], inPlace);
  expect(readFileSync(path, 'utf8')).toContain(
    `provider_installation {\n  dev_overrides {\n    "${aws}" = "/plugins/aws"\n  }\n  filesystem_mirror {`,
  );
  expect(readFileSync(join(folder, 'terraform.rc'), 'utf8')).toBe(cliConfigOf(mirrors));
  expect(initRulesOf(path).inPlace).toBe(true);
  expect(initRulesOf(join(folder, 'terraform.rc')).inPlace).toBe(false);
});

test('inits wait for each other exactly where there is a cache', async () => {
  const most = async (mirrors: readonly Mirror[]): Promise<number> => {
    let [running, peak] = [0, 0];
    const { enter } = initRulesOf(writeCliConfig(folder, mirrors));
    const init = async (): Promise<void> => {
      peak = Math.max(peak, ++running);
      await new Promise((done) => {
        setImmediate(done);
      });
      running -= 1;
    };
    await Promise.all([enter(init), enter(init), enter(init)]);
    return peak;
  };
  expect(await most([mirror('/plugins', [aws, '5.100.0'])])).toBe(3);
  expect(await most([mirror('/plugins', [aws, '5.100.0', 'packed'])])).toBe(1);
});

test('a cache is run from only when an init that filled it has ended well', () => {
  const one = { source: aws, version: '5.100.0' };
  const two = { source: aws, version: '5.99.0' };
  expect(areWhole(folder, [one])).toBe(false);
  noteWhole(folder, [one]);
  expect(areWhole(folder, [one])).toBe(true);
  expect(areWhole(folder, [one, two])).toBe(false);
  noteWhole(folder, [two]);
  expect(areWhole(folder, [one, two])).toBe(true);
});

test('what a stack pins is read from its text, ranges are not pins', () => {
  const required = {
    aws: { source: 'aws', version: '5.100.0' },
    tls: { source: 'hashicorp/tls', version: '= 4.1.0' },
    random: { source: 'hashicorp/random', version: '~> 3.0' },
  };
  const pinned = [
    { source: aws, version: '5.100.0' },
    { source: tls, version: '4.1.0' },
  ];
  expect(neededProvidersOf({ terraform: { required_providers: required } })).toEqual(pinned);
  expect(neededProvidersOf({ terraform: [{ required_providers: [required] }] })).toEqual(pinned);
  expect(neededProvidersOf('not a stack')).toEqual([]);
});

test('a stack without a backend is local, one in the cloud is not', () => {
  expect(backendOf({})).toBe('local');
  expect(backendOf({ terraform: { backend: { local: { path: 'x' } } } })).toBe('local');
  expect(backendOf({ terraform: [{ backend: [{ s3: {} }] }] })).toBe('other');
  expect(backendOf({ terraform: { cloud: {} } })).toBe('other');
});

describe('Terraform agrees', () => {
  const fruit = { source: 'registry.terraform.io/orchard/fruit', version: '1.0.0' };

  async function initWith(place: string): Promise<boolean> {
    const found = await terraformVersion();
    if (!found.ok) throw new Error(found.problem);
    const around = { ...surroundingsOfProcess(found.target), home: '/nowhere', env: {}, cwd: place };
    const mirrors = mirrorsOf(around).filter(({ path }) => path.startsWith(folder));
    const cliConfig = writeCliConfig(join(folder, 'rc'), mirrors, [fruit]);
    // Without the registry: only a mirror can serve.
    const offline = readFileSync(cliConfig, 'utf8').replace(/direct \{[^}]*\}/, '');
    writeFileSync(cliConfig, offline);
    const stack = mkdtempSync(join(folder, 'stack-'));
    const required = { fruit };
    writeFileSync(
      join(stack, 'main.tf.json'),
      JSON.stringify({ terraform: { required_providers: required } }),
    );
    const result = await runTerraform(['init', '-no-color'], { cwd: stack, cliConfig });
    return result.kind === 'exited' && result.code === 0;
  }

  async function plant(path: string): Promise<void> {
    const found = await terraformVersion();
    const program = join(
      path,
      fruit.version,
      found.ok ? found.target : '',
      'terraform-provider-fruit_v1.0.0',
    );
    mkdirSync(dirname(program), { recursive: true });
    writeFileSync(program, '#!/bin/sh\n', { mode: 0o755 });
  }

  test('init installs from a mirror that we found', async () => {
    await plant(join(folder, 'terraform.d', 'plugins', fruit.source));
    expect(await initWith(folder)).toBe(true);
  });

  test('what an init left in the cache runs in place once it is known to be whole', async () => {
    await plant(join(folder, 'plugin-cache', fruit.source));
    const setUp = () => setUpTerraform(folder, [fruit], { inPlace: true });
    expect(await setUp()).toMatchObject({ cliConfig: join(folder, 'terraform.rc') });
    noteWhole(folder, [fruit]);
    expect(await setUp()).toMatchObject({ cliConfig: join(folder, 'terraform-in-place.rc') });
  });

  test('a linked provider is found by neither', async () => {
    await plant(join(folder, 'elsewhere'));
    const link = join(folder, 'terraform.d', 'plugins', fruit.source);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(folder, 'elsewhere'), link);
    expect(await initWith(folder)).toBe(false);
  });
});
