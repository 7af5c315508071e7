// Every check of the project, one after the other, each to its end: a table shows what passed and how long it took.
// `npm test` stops at the first failure; this does not, and adds the dead-code check and the end-to-end tests, each file
// as a separate check.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const endToEnd = readdirSync(new URL('../test/e2e/', import.meta.url))
  .filter((name) => name.endsWith('.test.ts'))
  .toSorted();

const checks = [
  ['types', 'npm', ['run', '-s', 'types']],
  ['lint', 'npm', ['run', '-s', 'lint']],
  ['format', 'npm', ['run', '-s', 'format:check']],
  ['dead code', 'npm', ['run', '-s', 'deadcode']],
  ...['pure', 'programs', 'synth', 'terraform', 'envoy', 'envoy-more', 'kubernetes'].map((project) => [
    `tests: ${project}`,
    'npx',
    ['jest', '--selectProjects', project],
  ]),
  ...endToEnd.map((name) => [
    `e2e: ${name.replace('.test.ts', '')}`,
    'npx',
    ['jest', '--selectProjects', 'e2e', '--runTestsByPath', `test/e2e/${name}`],
  ]),
];

/** The output of a check is shown if it failed; for one that passed, only the tables that its tests print on stdout. */
function outcomeOf([name, command, args]) {
  console.error(`${name} …`);
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  const passed = status === 0;
  if (!passed) console.error(`--- ${name}\n${stdout ?? ''}${stderr ?? ''}`);
  else if (args[0] === 'jest') printTables(name, stdout);
  return { name, result: passed ? 'passed' : 'failed', seconds: (performance.now() - started) / 1000 };
}

function printTables(name, stdout) {
  const printed = stdout.replace(/^Running one project.*$/m, '').trim();
  if (printed !== '') console.log(`${name}\n${printed}\n`);
}

const outcomes = checks.map(outcomeOf);
const width = Math.max(...outcomes.map(({ name }) => name.length));
console.log(`${'check'.padEnd(width)}  result  seconds`);
for (const { name, result, seconds } of outcomes) {
  console.log(`${name.padEnd(width)}  ${result}  ${seconds.toFixed(1).padStart(7)}`);
}
const total = outcomes.reduce((sum, { seconds }) => sum + seconds, 0);
console.log(`${'all'.padEnd(width)}  ${' '.repeat(6)}  ${total.toFixed(1).padStart(7)}`);
process.exitCode = outcomes.every(({ result }) => result === 'passed') ? 0 : 1;
