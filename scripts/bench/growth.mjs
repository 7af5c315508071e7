// Measures how check, plan and synth grow with a mesh of ten accounts, as whole processes, and prints their CPU time,
// their peak memory and the ratio of each step, and whether they meet their goals: if not, the exit code is 1.
//
//   node scripts/bench/growth.mjs [SERVICES…]     default: 1000 3000 10000
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { judged } from './goal.mjs';
import { meshText } from './mesh.mjs';

const ACCOUNTS = 10;
/** The highest allowed ratio for three times as many services. */
const THRICE = 3.5;
/** The goals of 10,000 services, and the seconds after which a command is stopped. */
const LARGE = 10_000;
const COMMANDS = {
  check: { seconds: 15, megabytes: 700, bound: 60 },
  plan: { seconds: 15, megabytes: 700, bound: 60 },
  synth: { seconds: 80, megabytes: 800, bound: 240 },
};

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const work = join(root, '.meshspan/bench-growth');
rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
const asked = fileURLToPath(import.meta.url) === process.argv[1] ? process.argv.slice(2).map(Number) : [];
const sizes = asked.length > 0 ? asked : [1000, 3000, LARGE];

/** What the command used; undefined where it was stopped. */
function measured(command, services) {
  const file = join(work, `${services}.yaml`);
  const usage = join(work, `${command}-${services}.json`);
  const out = command === 'synth' ? ['--out', join(work, `stacks-${services}`)] : [];
  const { status, signal, stderr } = spawnSync(
    process.execPath,
    ['--require', join(root, 'scripts/bench/usage.cjs'), 'dist/meshspan.js', command, file, ...out],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '', USAGE_FILE: usage },
      maxBuffer: 1 << 30,
      timeout: COMMANDS[command].bound * 1000,
      killSignal: 'SIGKILL',
    },
  );
  if (signal === 'SIGKILL') return undefined;
  if (status !== 0)
    throw new Error(`meshspan ${command} of ${services} services exited with ${status}\n${stderr}`);
  return JSON.parse(readFileSync(usage, 'utf8'));
}

const shown = (number, unit) => `${number.toFixed(unit === 's' ? 1 : 0).padStart(7)} ${unit}`;

function line(command, services, { seconds, megabytes }, before) {
  const goals = COMMANDS[command];
  const steps = before === undefined ? undefined : Math.log(services / before.services) / Math.log(3);
  const ratio = before === undefined ? undefined : seconds / before.seconds;
  const most = steps === undefined ? undefined : Number((THRICE ** steps).toFixed(2));
  return [
    `${command.padEnd(6)}${String(services).padStart(7)} services`,
    shown(seconds, 's'),
    shown(megabytes, 'MB'),
    ...(ratio === undefined ? [] : [`${ratio.toFixed(2)} x (${judged(ratio, { most })})`]),
    ...(services === LARGE
      ? [
          judged(seconds, { most: goals.seconds, unit: 's' }),
          judged(megabytes, { most: goals.megabytes, unit: 'MB' }),
        ]
      : []),
  ].join('   ');
}

console.log(`${ACCOUNTS} accounts, three calls per service: CPU time and peak memory of the whole process`);
for (const services of sizes) writeFileSync(join(work, `${services}.yaml`), meshText(ACCOUNTS, services));
for (const command of Object.keys(COMMANDS)) {
  let before;
  for (const services of sizes) {
    const usage = measured(command, services);
    if (usage === undefined) {
      process.exitCode = 1;
      const bound = `stopped after ${COMMANDS[command].bound} s: MISSED`;
      console.log(`${command.padEnd(6)}${String(services).padStart(7)} services   ${bound}`);
      break;
    }
    console.log(line(command, services, usage, before));
    before = { services, ...usage };
  }
}
rmSync(work, { recursive: true });
