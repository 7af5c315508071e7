import { join } from 'node:path';
import { loadTopology } from '../../sources/load';
import { folderWith } from './folder';

async function loaded(files: Readonly<Record<string, string>>, name = 'topology.ts') {
  return loadTopology(join(folderWith(files), name), `given/${name}`);
}

async function writtenOf(files: Readonly<Record<string, string>>): Promise<unknown> {
  const result = await loaded(files);
  return result.ok ? result.value.written : result.findings;
}

describe('a topology in TypeScript may import', () => {
  it('files beside it', async () => {
    const files = {
      'topology.ts': "import { ports } from './lib/ports';\nexport default { ports };",
      'lib/ports.ts': 'export const ports: readonly number[] = [80];',
    };
    expect(await writtenOf(files)).toEqual({ ports: [80] });
  });

  it('us by name, with nothing installed', async () => {
    const text =
      "import { http, topology } from 'meshspan';\nexport default topology({ listens: http(80) } as never);";
    expect(await writtenOf({ 'topology.ts': text })).toEqual({ listens: { protocol: 'http', port: 80 } });
  });

  it('meshspan by the path of its entry, as the examples do', async () => {
    const entry = JSON.stringify(join(__dirname, '../../index'));
    const text = `import { tcp } from ${entry};\nexport default { listens: tcp(5432) };`;
    expect(await writtenOf({ 'topology.ts': text })).toEqual({ listens: { protocol: 'tcp', port: 5432 } });
  });

  it('packages, those written as modules included', async () => {
    const files = {
      'topology.ts': "import { ports } from 'ports';\nexport default { ports };",
      'node_modules/ports/package.json': '{"name": "ports", "type": "module", "exports": "./index.js"}',
      'node_modules/ports/index.js': 'export const ports = [80];',
    };
    expect(await writtenOf(files)).toEqual({ ports: [80] });
  });

  it('what Node brings, and JSON', async () => {
    const files = {
      'topology.ts':
        "import { posix } from 'node:path';\nimport ids from './ids.json';\nexport default { a: posix.join('a', 'b'), ids };",
      'ids.json': '{"frontend": "111111111111"}',
    };
    expect(await writtenOf(files)).toEqual({ a: 'a/b', ids: { frontend: '111111111111' } });
  });
});

it('a topology that must be waited for is waited for', async () => {
  expect(await writtenOf({ 'topology.ts': "export default Promise.resolve({ mesh: 'yelb' });" })).toEqual({
    mesh: 'yelb',
  });
});

it('what a topology prints never reaches the result', async () => {
  const write = jest.spyOn(process.stdout, 'write');
  await writtenOf({ 'topology.ts': "console.log('');\nexport default {};" });
  expect(write).not.toHaveBeenCalled();
  write.mockRestore();
});

describe('a program that fails is reported with its line', () => {
  it('when it throws, without a stack trace', async () => {
    const text =
      "interface A { a: string }\n\nconst a: A = { a: 'x' };\nthrow new Error(`no ${a.a}\\nmore`);";
    expect((await loaded({ 'topology.ts': text })).findings).toEqual([
      {
        rule: 'source/threw',
        severity: 'error',
        at: { path: [], file: 'given/topology.ts', line: 4, column: 7 },
        summary: "the topology's program threw: no x",
        fix: 'change the program so that this line does not throw',
      },
    ]);
  });

  it('when a file that it imports throws', async () => {
    const files = {
      'topology.ts': "import { port } from './lib/ports';\nexport default { port: port(1) };",
      'lib/ports.ts': "export const port = (n: number): number => {\n  throw new TypeError('odd');\n};",
    };
    expect((await loaded(files)).findings).toMatchObject([{ at: { file: 'given/lib/ports.ts', line: 2 } }]);
  });

  it('when it throws what is not an error', async () => {
    expect((await loaded({ 'topology.ts': "throw 'tired';" })).findings).toMatchObject([
      { summary: "the topology's program threw: tired", at: { file: 'given/topology.ts' } },
    ]);
  });

  it('when its promise fails', async () => {
    const text = "export default Promise.reject(new Error('offline'));";
    expect((await loaded({ 'topology.ts': text })).findings).toMatchObject([
      { rule: 'source/threw', at: { line: 1 } },
    ]);
  });

  it('when it is not TypeScript, all places at once', async () => {
    const text = "import './nowhere';\nimport 'not-installed';\nexport default {};";
    expect((await loaded({ 'topology.ts': text })).findings.map(({ rule, at }) => [rule, at.line])).toEqual([
      ['source/syntax', 1],
      ['source/syntax', 2],
    ]);
    expect((await loaded({ 'topology.ts': 'export default {\n  mesh: ,\n};' })).findings).toMatchObject([
      { rule: 'source/syntax', at: { file: 'given/topology.ts', line: 2, column: 9 } },
    ]);
  });

  it('when it exports nothing by default', async () => {
    for (const text of ['export const mesh = 1;', 'export default undefined;', 'module.exports = 4;']) {
      expect((await loaded({ 'topology.ts': text })).findings).toMatchObject([{ rule: 'source/no-default' }]);
    }
  });
});
