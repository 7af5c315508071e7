// Measures the Envoys of a mesh, everything in one run on one machine, and prints medians, ratios and whether they meet their
// goals: if not, the exit code is 1.
//
//   translation   from a lowered mesh to the bootstraps of all proxies, for growing meshes
//   proxies       how long an Envoy takes to start, and its memory
//   requests      mutual TLS against plaintext through the same two proxies, and against no proxy
import { readFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundled } from './bench/bundle.mjs';
import { judged } from './bench/goal.mjs';
import { meshText } from './bench/mesh.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const work = join(root, '.meshspan/bench-envoy');
const rounds = Number(process.argv[2] ?? 15);
/** Services of the meshes that are translated. */
const SIZES = [1000, 3000, 10_000];
/** The highest allowed ratio for three times as many services. */
const THRICE = 3.5;
/** Requests of a round, one after the other on one connection. */
const REQUESTS = 400;
/** Ticks in which the kernel counts CPU time (proc(5), `getconf CLK_TCK`). */
const MS_PER_TICK = 10;

rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
const ours = await bundled(
  root,
  work,
  'entry',
  [
    `export { parse } from 'yaml';`,
    `export { topologyOf, lower } from '../../index';`,
    `export { bootstrapOf, proxiesOf, secretFilesOf } from '../../core/dataplane/envoy';`,
    `export { findEnvoy } from '../../local/envoy';`,
    `export { cacheFolder } from '../../local/packages';`,
    `export { startAll } from '../../local/envoy/envoys';`,
    `export { writeFiles } from '../../local/envoy/files';`,
    `export { startGuard } from '../../local/envoy/guard';`,
    `export { claimNetwork } from '../../local/envoy/network';`,
    `export { startEcho } from '../../local/envoy/net/echo';`,
    `export { newPki } from '../../local/envoy/pki';`,
    `export { relocate } from '../../local/envoy/relocate';`,
  ].join('\n'),
);

const sorted = (numbers) => numbers.toSorted((a, b) => a - b);
const quantile = (numbers, share) =>
  sorted(numbers)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))];
const median = (numbers) => quantile(numbers, 0.5);

function made(result) {
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  return result.value;
}

/** The proxies of a topology that is written in YAML. */
function meshOf(text) {
  const topology = made(ours.topologyOf({ ...ours.parse(text), dataPlane: 'envoy' }));
  return made(ours.lower(topology));
}

/** Milliseconds of CPU time, which other work on the machine does not lengthen. */
function translated({ topology, lowered }) {
  const started = process.cpuUsage();
  const proxies = ours.proxiesOf(topology, lowered);
  for (const proxy of proxies) {
    JSON.stringify(ours.bootstrapOf(proxy));
    ours.secretFilesOf(proxy);
  }
  const { user, system } = process.cpuUsage(started);
  return { took: (user + system) / 1000, count: proxies.length };
}

console.log('translation: the bootstraps of all proxies as text, CPU time in one process');
// What is measured afterwards is compiled by then.
const warm = meshOf(meshText(10, SIZES[0]));
for (let round = 0; round < 3; round++) translated(warm);
let before;
for (const services of SIZES) {
  const mesh = meshOf(meshText(10, services));
  const { took, count } = translated(mesh);
  const each = took / count;
  const growth =
    before === undefined
      ? ''
      : `   ${(took / before.took).toFixed(2)} x (${judged(took / before.took, {
          most: Number((THRICE ** (Math.log(services / before.services) / Math.log(3))).toFixed(2)),
        })})`;
  const goal = judged(each, { most: 1, unit: 'ms' });
  console.log(`${String(count).padStart(6)} proxies   ${each.toFixed(3)} ms each (${goal})${growth}`);
  before = { services, took };
}

const found = await ours.findEnvoy(ours.cacheFolder());
if (!found.ok) {
  console.error(`meshspan: ${found.problem}`);
  process.exit(1);
}

/** Two workloads of which one calls the other; `plain`: without TLS. */
const pairText = (plain) =>
  [
    'mesh: bench',
    'region: us-west-2',
    'authority: { kind: private-ca, commonName: bench root }',
    'accounts: { one: { id: "111111111111", network: { cidr: 10.0.0.0/16 } } }',
    'workloads:',
    `  caller: { account: one, calls: [callee] }`,
    `  callee: { account: one, listens: { protocol: http, port: 8080${plain ? ', tls: none' : ''} } }`,
  ].join('\n');

/** A mesh that runs, without anything between its proxies. */
async function running(text, folder) {
  const { topology, lowered } = meshOf(text);
  const claim = await ours.claimNetwork();
  const pki = await ours.newPki(lowered);
  const relocated = ours.relocate(ours.proxiesOf(topology, lowered), { network: claim.network, folder });
  const to = new Map(
    relocated.lines.flatMap(({ listen, to: target }) =>
      listen.map((socket) => [`${socket.address}:${socket.port}`, target]),
    ),
  );
  const direct = (socket) => to.get(`${socket.address}:${socket.port}`) ?? socket;
  const proxies = relocated.proxies.map((proxy) => ({
    ...proxy,
    upstreams: proxy.upstreams.map((each) => ({ ...each, endpoints: each.endpoints.map(direct) })),
  }));
  const guard = ours.startGuard(found.binary, folder);
  const echoes = [];
  for (const { party, listener, protocol, socket } of relocated.applications)
    echoes.push(await ours.startEcho(socket, { party, listener, protocol }));
  const starts = [];
  const pids = [];
  for (const proxy of proxies) {
    ours.writeFiles(folder, proxy, pki);
    const started = performance.now();
    const ids = await ours.startAll(guard, folder, [proxy]);
    starts.push(performance.now() - started);
    pids.push(ids.get(proxy.id));
  }
  const [local] = proxies.flatMap(({ outbound }) => outbound.flatMap(({ local: socket }) => socket ?? []));
  return {
    starts,
    pids,
    local,
    application: relocated.applications[0].socket,
    close: async () => {
      await guard.end();
      await Promise.all(echoes.map((echo) => echo.close()));
      await claim.release();
    },
  };
}

/** Kilobytes of a process's memory, by the kernel's names (proc(5), smaps_rollup). */
function memoryOf(pid) {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const of = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0) / 1024;
  return { resident: of('Rss'), proportional: of('Pss'), own: of('Private_Clean') + of('Private_Dirty') };
}

/** Milliseconds of CPU time that a process has used. */
function cpuOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}

function requested({ address, port }, agent) {
  return new Promise((done, fail) => {
    const started = performance.now();
    request({ host: address, port, agent, path: '/' }, (response) => {
      response.resume();
      response.once('end', () =>
        response.statusCode === 200
          ? done(performance.now() - started)
          : fail(new Error(`status ${response.statusCode}`)),
      );
    })
      .once('error', fail)
      .end();
  });
}

const folders = ['plain', 'mutual'].map(() => mkdtempSync(join(tmpdir(), 'meshspan-bench-')));
const plain = await running(pairText(true), folders[0]);
const mutual = await running(pairText(false), folders[1]);
try {
  const both = [...plain.starts, ...mutual.starts];
  console.log(
    `\nproxies: start to a handshake ${median(both).toFixed(0)} ms (${Math.min(...both).toFixed(0)} to ${Math.max(...both).toFixed(0)})`,
  );
  const memory = mutual.pids.map(memoryOf);
  const of = (name) => Math.max(...memory.map((each) => each[name])).toFixed(0);
  console.log(
    `memory of one with mutual TLS: ${of('resident')} MiB resident, ${of('proportional')} proportional, ${of('own')} its own`,
  );

  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const paths = [
    ['no proxy', plain.application, []],
    ['two proxies, plaintext', plain.local, plain.pids],
    ['two proxies, mutual TLS', mutual.local, mutual.pids],
  ].map(([name, socket, pids]) => ({ name, socket, pids, times: [], cpu: 0 }));
  for (let round = -2; round < rounds; round++) {
    for (const path of paths) {
      const cpu = path.pids.reduce((sum, pid) => sum + cpuOf(pid), 0);
      for (let index = 0; index < REQUESTS; index++) {
        const took = await requested(path.socket, agent);
        if (round >= 0) path.times.push(took);
      }
      if (round >= 0) path.cpu += path.pids.reduce((sum, pid) => sum + cpuOf(pid), 0) - cpu;
    }
  }
  agent.destroy();
  console.log(`\nrequests, one at a time, ${paths[0].times.length} on each path in turn`);
  const base = paths[1];
  for (const { name, times, cpu, pids } of paths) {
    const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)];
    const ratio = (figure, other) => `${(figure / other).toFixed(2)} x`;
    const perRequest = (1000 * cpu) / Math.max(1, pids.length) / times.length;
    const used =
      pids.length === 0
        ? ''
        : `   CPU ${perRequest.toFixed(0)} us per request and proxy (${ratio(cpu, base.cpu)})`;
    console.log(
      `${name.padEnd(26)}p50 ${p50.toFixed(3)} ms (${ratio(p50, quantile(base.times, 0.5))})   p99 ${p99.toFixed(3)} ms (${ratio(p99, quantile(base.times, 0.99))})${used}`,
    );
  }
  const mutualRatio = quantile(paths[2].times, 0.5) / quantile(base.times, 0.5);
  console.log(`mutual TLS against plaintext, p50: ${judged(mutualRatio, { most: 1.5 })}`);
} finally {
  await plain.close();
  await mutual.close();
  for (const folder of [work, ...folders]) rmSync(folder, { recursive: true, force: true });
}
