// Every check of the project, one after the other, each to its end: a table tells what held and what it took.
// `npm test` stops at the first failure; this does not, and adds the dead-code check and, on request, the end-to-end
// tests: node scripts/test-all.mjs --e2e
import { spawnSync } from 'node:child_process';

const checks = [
  ['types', 'npm', ['run', '-s', 'types']],
  ['lint', 'npm', ['run', '-s', 'lint']],
  ['format', 'npm', ['run', '-s', 'format:check']],
  ['dead code', 'npm', ['run', '-s', 'deadcode']],
  ...['pure', 'synth', 'terraform', ...(process.argv.includes('--e2e') ? ['e2e'] : [])].map((project) => [
    `tests: ${project}`,
    'npx',
    ['jest', '--selectProjects', project],
  ]),
];

/** The output of a check is shown only where it failed. */
function outcomeOf([name, command, args]) {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  const passed = status === 0;
  if (!passed) console.error(`--- ${name}\n${stdout ?? ''}${stderr ?? ''}`);
  return { name, result: passed ? 'passed' : 'failed', seconds: (performance.now() - started) / 1000 };
}

const outcomes = checks.map(outcomeOf);
const width = Math.max(...outcomes.map(({ name }) => name.length));
console.log(`${'check'.padEnd(width)}  result  seconds`);
for (const { name, result, seconds } of outcomes) {
  console.log(`${name.padEnd(width)}  ${result}  ${seconds.toFixed(1).padStart(7)}`);
}
process.exitCode = outcomes.every(({ result }) => result === 'passed') ? 0 : 1;
