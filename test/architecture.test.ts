import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { circlesIn, importsAmong } from './architecture/circles';
import { dataPlanes, rooms, sharedByPlanes } from './architecture/rooms';
import { sourceOf } from './architecture/source';
import { violationsOf } from './architecture/violations';

const root = join(__dirname, '..');
const places = [...new Set(rooms.map(({ folder }) => folder.split('/')[0] ?? folder))];

/** Every file of ours that the table speaks about, tests and examples excluded. */
const files = places.flatMap((place) => {
  const path = join(root, place);
  if (!existsSync(path)) return [];
  if (place.endsWith('.ts')) return [place];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${place}/${name.replaceAll('\\', '/')}`);
});
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

describe('the import table', () => {
  it('holds for every file', () => {
    expect(files.flatMap((file) => violationsOf(file, read(file)))).toEqual([]);
  });

  it('has no import cycle, not even of types', () => {
    expect(circlesIn(importsAmong(files, read))).toEqual([]);
  });

  it('finds a cycle of any kind of import', () => {
    const texts: Readonly<Record<string, string>> = {
      'core/a.ts': "import { b } from './b';",
      'core/b.ts': "export type { C } from './c';",
      'core/c/index.ts': "import type { A } from '../a';",
      'core/d.ts': "import './a';",
    };
    expect(circlesIn(importsAmong(Object.keys(texts), (file) => texts[file] ?? ''))).toEqual([
      'core/a.ts -> core/b.ts -> core/c/index.ts -> core/a.ts',
    ]);
  });

  it('is checked against a tree that was really read', () => {
    expect(files.length).toBeGreaterThanOrEqual(10);
    expect(files.flatMap((file) => sourceOf(read(file)).imports).length).toBeGreaterThanOrEqual(
      files.length / 2,
    );
  });
});

it('every folder of core/dataplane is a data plane that the table knows, or shared by several', () => {
  const folders = readdirSync(join(root, 'core/dataplane'), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  expect([...dataPlanes, ...sharedByPlanes]).toEqual(expect.arrayContaining(folders.map(({ name }) => name)));
});

describe('the import table fails', () => {
  const cases: readonly (readonly [why: string, file: string, text: string, sentence: string])[] = [
    [
      'a door that is not there',
      'core/topology/a.ts',
      "import { planOf } from '../planner/plan';",
      'core/topology may not import core/planner ("../planner/plan")',
    ],
    [
      'a type through a shut door',
      'core/planner/a.ts',
      "import type { V } from '../checker/verdict';",
      'core/planner may not import core/checker ("../checker/verdict")',
    ],
    [
      'an import over several lines',
      'core/planner/a.ts',
      "import {\n  a,\n  b,\n} from '../report/text';",
      'core/planner may not import core/report ("../report/text")',
    ],
    [
      'a re-export',
      'core/planner/a.ts',
      "export * from '../report/text';",
      'core/planner may not import core/report ("../report/text")',
    ],
    [
      'a dynamic import',
      'terraform/a.ts',
      "const x = import('../core/checker/verdict');",
      'terraform may not import core/checker ("../core/checker/verdict")',
    ],
    [
      'a required package',
      'core/planner/a.ts',
      "import x = require('cdktf');",
      'core/planner may not import the package "cdktf"',
    ],
    [
      'a built-in in core',
      'core/report/a.ts',
      "import { join } from 'node:path';",
      'core/report may not import the package "node:path"',
    ],
    [
      "another data plane's lowering",
      'core/dataplane/envoy/a.ts',
      "import { x } from '../app-mesh/specs';",
      'core/dataplane/envoy may not import core/dataplane/app-mesh ("../app-mesh/specs")',
    ],
    [
      'a data plane in what all of them share',
      'core/dataplane/a.ts',
      "import { x } from './envoy';",
      'core/dataplane may not import core/dataplane/envoy ("./envoy")',
    ],
    [
      'a resource of the provider in a builder',
      'stacks/tasks/a.ts',
      "import { EcsService } from '@cdktf/provider-aws/lib/ecs-service';",
      'stacks/tasks may not import the package "@cdktf/provider-aws/lib/ecs-service"',
    ],
    [
      'the inside of the local AWS in what asks it',
      'local/tasks/a.ts',
      "import type { World } from '../aws/world';",
      'local/tasks may not import local/aws ("../aws/world")',
    ],
    [
      "another data plane's module",
      'modules/lattice/a.ts',
      "import { x } from '../envoy/task';",
      'modules/lattice may not import modules/envoy ("../envoy/task")',
    ],
    [
      'a value of core in a module',
      'modules/network/a.ts',
      "import { type A, b } from '../../core/planner/plan';",
      'modules may take only types from core/planner: write "import type"',
    ],
    [
      'the barrel of a provider',
      'stacks/a.ts',
      "import { appmeshMesh } from '@cdktf/provider-aws';",
      'stacks may not import the package "@cdktf/provider-aws"',
    ],
    [
      'a way out of the house',
      'cli/a.ts',
      "import { x } from '../scripts/build.mjs';",
      'cli may not import scripts/build.mjs ("../scripts/build.mjs")',
    ],
    [
      'the clock in core',
      'core/report/a.ts',
      'const at = new Date();',
      'core is pure and may not use new Date(); let the caller pass it in',
    ],
    [
      'chance in core',
      'core/report/a.ts',
      'const at = Math.random();',
      'core is pure and may not use Math.random; let the caller pass it in',
    ],
    [
      'the environment in core',
      'core/report/a.ts',
      'const at = process.env.HOME;',
      'core is pure and may not use process.env; let the caller pass it in',
    ],
    [
      'the console in core',
      'core/report/a.ts',
      "console.log('hi');",
      'core is pure and may not use console.log; let the caller pass it in',
    ],
  ];

  it.each(cases)('at %s', (_why, file, text, sentence) => {
    expect(violationsOf(file, text)).toEqual([`${file}:1: ${sentence}`]);
  });

  it('with the right line, also after comments and umlauts', () => {
    expect(violationsOf('core/planner/a.ts', "// ä\n\n\nimport 'node:fs';")[0]).toMatch(
      /^core\/planner\/a\.ts:4:/,
    );
  });
});

describe('the import table allows', () => {
  it.each([
    ['its own room', 'core/planner/a.ts', "import { x } from './order';"],
    [
      'types of core in a module',
      'modules/network/a.ts',
      "import { type A } from '../../core/planner/plan';",
    ],
    [
      'one resource of a provider',
      'modules/network/a.ts',
      "import { Vpc } from '@cdktf/provider-aws/lib/vpc';",
    ],
    ['what data planes share', 'core/dataplane/envoy/a.ts', "import type { Lowered } from '../lowered';"],
    [
      'code inside strings and comments',
      'core/report/a.ts',
      "// import 'cdktf'\nexport const text = `import 'cdktf'; process.exit()`;",
    ],
    [
      'a name of its own like a global',
      'core/report/a.ts',
      'export const f = (process: string) => process.length;',
    ],
    ['a date that is given', 'core/report/a.ts', 'export const f = (at: string) => new Date(at);'],
  ])('%s', (_why, file, text) => {
    expect(violationsOf(file, text)).toEqual([]);
  });
});
