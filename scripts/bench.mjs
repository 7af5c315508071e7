// Measures synth of the Yelb example, everything in one run on one machine, and prints medians and their ratios, and whether
// they meet their goals: if not, the exit code is 1.
//
//   whole process   `meshspan synth` from TypeScript and from YAML, against `node -e 0`
//   one process     topology to files, against bare cdktf constructs of the same resources (both bundled, no traces)
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bareProgram } from './bench/bare.mjs';
import { bundled } from './bench/bundle.mjs';
import { judged } from './bench/goal.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const work = join(root, '.meshspan/bench');
const rounds = Number(process.argv[2] ?? 15);
rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
function row(name, times, base, most) {
  const ratio = median(times) / median(base);
  const spread = `(${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)})`;
  const goal = most === undefined ? '' : `   ${judged(ratio, { most })}`;
  const figures = `${median(times).toFixed(0).padStart(7)} ms  ${ratio.toFixed(2).padStart(6)} x`;
  console.log(`${name.padEnd(44)}${figures}   ${spread}${goal}`);
}

function timed(args) {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const took = performance.now() - started;
  if (status !== 0) throw new Error(`node ${args.join(' ')} exited with ${status}\n${stderr}`);
  return took;
}

/** Each command once to warm up, then in turn, so that changes in the machine's load affect all of them. */
function interleaved(commands, run) {
  const times = commands.map(() => []);
  for (let round = -1; round < rounds; round++) {
    commands.forEach((command, index) => {
      const took = run(command);
      if (round >= 0) times[index].push(took);
    });
  }
  return times;
}

const synth = (file, to) => ['dist/meshspan.js', 'synth', file, '--out', join(work, to)];
const [nothing, typescript, yaml] = interleaved(
  [
    ['-e', '0'],
    synth('examples/yelb/topology.ts', 'typescript'),
    synth('examples/yelb/topology.yaml', 'yaml'),
  ],
  timed,
);
console.log(`whole process, medians of ${rounds}`);
row('node -e 0', nothing, nothing);
row('meshspan synth examples/yelb/topology.ts', typescript, nothing, 4);
row('meshspan synth examples/yelb/topology.yaml', yaml, nothing, 4);

writeFileSync(join(work, 'bare.ts'), bareProgram(join(work, 'typescript')));
const { bare, ours } = await bundled(
  root,
  work,
  'both',
  [
    `export { bare } from './bare';`,
    `import written from '../../examples/yelb/topology';`,
    `import { check, lower, planOf, synthesize, topologyOf } from '../../index';`,
    `function made<T>(result: { ok: true; value: T } | { ok: false; findings: unknown }): T {`,
    `  if (!result.ok) throw new Error(JSON.stringify(result.findings));`,
    `  return result.value;`,
    `}`,
    `export function ours(outdir: string): void {`,
    `  const topology = made(topologyOf(written));`,
    `  const { lowered, demands } = made(lower(topology));`,
    `  const plan = made(planOf(topology, demands));`,
    `  check(topology, lowered);`,
    `  synthesize({ topology, plan, lowered }, outdir);`,
    `}`,
  ].join('\n'),
);

const capture = Error.captureStackTrace;
Error.captureStackTrace = () => {};
let count = 0;
const inProcess = (program) => {
  const started = performance.now();
  program(join(work, `out-${count++}`));
  return performance.now() - started;
};
for (let warm = 0; warm < 5; warm++) [bare, ours].forEach(inProcess);
const [byHand, byMeshspan] = interleaved([bare, ours], inProcess);
Error.captureStackTrace = capture;
console.log(`\nbuild and synth in one process, medians of ${rounds}`);
row('bare cdktf constructs of the same resources', byHand, byHand);
row('meshspan, from the written topology to files', byMeshspan, byHand, 1.25);

console.log('');
await import('./bench/growth.mjs');
