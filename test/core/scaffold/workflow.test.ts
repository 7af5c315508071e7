import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type * as Parser from './workflow-parser';
import { scaffolds } from '../../cases/scaffolds';
import { meshspan } from '../../cli/world';
import { folderWith } from '../../sources/folder';

let folder = '';
let parser: typeof Parser;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'workflow-'));
  const outfile = join(folder, 'parser.js');
  buildSync({
    entryPoints: [join(__dirname, 'workflow-parser.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  });
  parser = require(outfile) as typeof parser;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What GitHub would say against a workflow. */
async function errorsIn(content: string): Promise<readonly string[]> {
  const { parseWorkflow, convertWorkflowTemplate, NoOperationTraceWriter } = parser;
  const { context, value } = parseWorkflow({ name: 'mesh.yml', content }, new NoOperationTraceWriter());
  const errors = context.errors.getErrors().map(String);
  if (value === undefined || errors.length > 0) return errors.length > 0 ? errors : ['no workflow'];
  const template = await convertWorkflowTemplate(context, value);
  return (template.errors ?? []).map(({ Message }) => Message);
}

/** The workflow of what `init` writes. */
async function workflowOf(words: readonly string[]): Promise<string> {
  const own = folderWith({});
  await meshspan(own, ['init', ...words]);
  return (await meshspan(own, ['pipeline', 'github'])).out;
}

const github = Object.entries(scaffolds).filter(([name]) => name.includes('github, yaml'));

it.each(github)("GitHub's parser accepts the workflow for %s", async (_name, words) => {
  const workflow = await workflowOf(words);
  expect(workflow).toContain('jobs:');
  expect(await errorsIn(workflow)).toEqual([]);
});

it.each([
  [
    'a key that it does not know',
    'timeout-minutes:',
    'timeout-minuets:',
    /Unexpected value 'timeout-minuets'/,
  ],
  ['a job that is not there', '- check\n', '- chekc\n', /depends on unknown job 'chekc'/],
  [
    'an expression that is none',
    '${{ matrix.role }}',
    '${{ matrix..role }}',
    /\$\{\{ matrix\.\.role \}\}|Unexpected symbol/,
  ],
])('GitHub refuses %s', async (_what, right, wrong, message) => {
  const workflow = await workflowOf(github[0]?.[1] ?? []);
  expect((await errorsIn(workflow.replaceAll(right, wrong))).join('\n')).toMatch(message);
});
