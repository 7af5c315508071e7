// Measures a synth of Yelb by our command, and through `cdktf synth`, against the setup of `cdktf init`: ts-node,
// a type check in every run, the provider's index module. That project is installed into a separate folder, with its own
// TypeScript: a minute and half a gigabyte, so this is not part of `npm run bench`. Needs python3 to measure memory.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bareProgram } from './bench/bare.mjs';
import { judged } from './bench/goal.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const work = join(root, '.meshspan/bench-init');
const rounds = Number(process.argv[2] ?? 3);
const ours = join(work, 'ours');

/** Seconds, and the memory of the largest process, for a command and its child processes. */
const WATCH = `
import json, resource, subprocess, sys, time
started = time.monotonic()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
took = time.monotonic() - started
sys.stderr.buffer.write(done.stderr if done.returncode else b"")
print(json.dumps({"seconds": took, "megabytes": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024}))
sys.exit(done.returncode)
`;

function measured([program, ...args], cwd) {
  const env = { ...process.env, CHECKPOINT_DISABLE: '1', CI: '1' };
  const { status, stdout, stderr } = spawnSync('python3', ['-c', WATCH, program, ...args], {
    cwd,
    encoding: 'utf8',
    env,
  });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} exited with ${status}\n${stderr}`);
  return JSON.parse(stdout);
}

function installInitProject() {
  const dependencies = {
    '@cdktf/provider-aws': '20.1.0',
    cdktf: '0.21.0',
    'cdktf-cli': '0.21.0',
    constructs: '10.4.2',
  };
  const devDependencies = { '@types/node': '20.19.43', 'ts-node': '10.9.2', typescript: '5.9.3' };
  const compilerOptions = {
    target: 'ES2018',
    module: 'commonjs',
    lib: ['es2018'],
    strict: true,
    declaration: true,
    skipLibCheck: true,
  };
  const files = {
    'package.json': { name: 'init', private: true, dependencies, devDependencies },
    'tsconfig.json': { compilerOptions, include: ['**/*.ts'], exclude: ['node_modules'] },
    'cdktf.json': {
      language: 'typescript',
      app: 'npx ts-node main.ts',
      projectId: '0',
      sendCrashReports: 'false',
    },
  };
  mkdirSync(work, { recursive: true });
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(work, name), JSON.stringify(content));
  writeFileSync(join(work, 'main.ts'), `${bareProgram(ours, 'barrel')}\nbare('cdktf.out');\n`);
  if (existsSync(join(work, 'node_modules/ts-node'))) return;
  console.log('installing what cdktf init installs (once)');
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--silent'], {
    cwd: work,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error(`npm install exited with ${status}`);
}

rmSync(ours, { recursive: true, force: true });
measured([process.execPath, 'dist/meshspan.js', 'synth', 'examples/yelb/topology.ts', '--out', ours], root);
installInitProject();

const commands = {
  'cdktf init, cdktf synth': [['node_modules/.bin/cdktf', 'synth'], work],
  'our cdktf.json, cdktf synth': [
    ['node_modules/.bin/cdktf', 'synth', '--output', join(work, 'by-cdktf')],
    root,
  ],
  'meshspan synth': [
    [process.execPath, 'dist/meshspan.js', 'synth', 'examples/yelb/topology.ts', '--out', ours],
    root,
  ],
};
const runs = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
for (let round = 0; round < rounds; round++) {
  for (const [name, [command, cwd]] of Object.entries(commands)) runs[name].push(measured(command, cwd));
}
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const figure = (name, what) => median(runs[name].map((run) => run[what]));
const [init] = Object.keys(commands);
const goals = { 'our cdktf.json, cdktf synth': { faster: 3 }, 'meshspan synth': { faster: 20, leaner: 13 } };
console.log(`whole process tree, medians of ${rounds}; memory of the largest process`);
for (const name of Object.keys(commands)) {
  const [seconds, megabytes] = [figure(name, 'seconds'), figure(name, 'megabytes')];
  const faster = figure(init, 'seconds') / seconds;
  const leaner = figure(init, 'megabytes') / megabytes;
  const figures = `${seconds.toFixed(2).padStart(7)} s ${megabytes.toFixed(0).padStart(6)} MB`;
  const goal = goals[name] ?? {};
  const ratios = [
    `${faster.toFixed(1)} x faster${goal.faster ? ` (${judged(faster, { least: goal.faster })})` : ''}`,
    `${leaner.toFixed(1)} x leaner${goal.leaner ? ` (${judged(leaner, { least: goal.leaner })})` : ''}`,
  ];
  console.log(`${name.padEnd(30)}${figures}   ${ratios.join(', ')}`);
}
