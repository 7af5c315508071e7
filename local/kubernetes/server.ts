import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { shellWords, startPrograms, type Programs } from '../envoy/programs';
import { apiClient, type ApiClient } from './client';
import { commandsOf } from './commands';
import { writeFiles, type KubernetesFiles } from './files';
import type { KubernetesPrograms } from './install';
import { securityGroupPolicies } from './security-group-policy';

/** A running Kubernetes: a real API server, with nodes and containers that are simulated. */
export interface Kubernetes {
  /** `https://127.0.0.1:PORT` */
  readonly url: string;
  /** The certificate of its authority, PEM. */
  readonly authority: string;
  /** A file for `kubectl --kubeconfig`; who has it may do everything. */
  readonly kubeconfig: string;
  /** Asks it as somebody who may do everything. */
  readonly api: ApiClient;
  /** Ends all its programs, and removes its folder. */
  readonly stop: () => Promise<void>;
}

/** A running Kubernetes, or one line that states why it does not run. */
export type StartedKubernetes =
  | { readonly ok: true; readonly kubernetes: Kubernetes }
  | { readonly ok: false; readonly problem: string };

/** How to start it. */
export interface KubernetesOptions {
  /**
   * An address that answers TokenReview requests: the API server asks there whose a token is.
   * @default only its own token is accepted
   */
  readonly webhook?: string;
  /** How long each program may take until it answers. @default 60 seconds */
  readonly timeoutMs?: number;
}

/** Another program may take a port between its choice and its use. */
const ATTEMPTS = 3;

/**
 * Starts a Kubernetes on free ports of the loopback interface, in a folder of its own. It ends with this process, even
 * where that is killed.
 * @param programs those of `installKubernetes`
 */
export async function startKubernetes(
  programs: KubernetesPrograms,
  options: KubernetesOptions = {},
): Promise<StartedKubernetes> {
  let problem = '';
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const started = await attemptToStart(programs, options);
    if (started.ok || !/address already in use/.test(started.problem)) return started;
    ({ problem } = started);
  }
  return { ok: false, problem };
}

async function attemptToStart(
  programs: KubernetesPrograms,
  { webhook, timeoutMs = 60_000 }: KubernetesOptions,
): Promise<StartedKubernetes> {
  const folder = mkdtempSync(join(tmpdir(), 'meshspan-kubernetes-'));
  const ports = { etcd: await freePort(), apiServer: await freePort() };
  const url = `https://127.0.0.1:${ports.apiServer}`;
  const files = await writeFiles(join(folder, 'files'), url, webhook);
  const commands = commandsOf(programs, files, ports, webhook !== undefined);
  for (const [name, words] of Object.entries(commands)) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'start'), `exec ${shellWords(words)}\n`);
  }
  const running = startPrograms(folder);
  const api = apiClient({ url, authority: files.authority, token: files.token });
  const stop = async (): Promise<void> => {
    api.close();
    await running.end();
  };
  const problem = await problemOf({ running, api, folder, timeoutMs });
  if (problem !== undefined) {
    await stop();
    return { ok: false, problem: `Kubernetes did not start: ${problem}` };
  }
  return { ok: true, kubernetes: kubernetesOf(url, files, api, stop) };
}

const kubernetesOf = (
  url: string,
  { authority, paths }: KubernetesFiles,
  api: ApiClient,
  stop: () => Promise<void>,
): Kubernetes => ({ url, authority, kubeconfig: paths.kubeconfig, api, stop });

interface Starting {
  readonly running: Programs;
  readonly api: ApiClient;
  readonly folder: string;
  readonly timeoutMs: number;
}

/** Starts the programs, and waits until the API server is ready; one line where it never is. */
async function problemOf({ running, api, folder, timeoutMs }: Starting): Promise<string | undefined> {
  await running.start('etcd');
  const server = await running.start('api-server');
  let ended = false;
  void server.ended.then(() => (ended = true));
  const patience = performance.now() + timeoutMs;
  while (!(await isReady(api))) {
    if (ended) return lastErrorIn(join(folder, 'api-server'));
    if (performance.now() > patience) return `the API server was not ready after ${timeoutMs / 1000} seconds`;
    await pause(100);
  }
  // Before the controllers look for what there is to control.
  await api.apply(
    `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${securityGroupPolicies.metadata.name}`,
    securityGroupPolicies,
  );
  for (const name of ['controllers', 'scheduler', 'kwok']) await running.start(name);
  return undefined;
}

async function isReady(api: ApiClient): Promise<boolean> {
  try {
    return (await api.ask('/readyz')).status === 200;
  } catch {
    return false;
  }
}

/** The last line with an error that a program wrote. */
function lastErrorIn(folder: string): string {
  const lines = readFileSync(join(folder, 'errors.log'), 'utf8').trim().split('\n');
  return lines.findLast((line) => /error|failed|fatal/i.test(line)) ?? lines.at(-1) ?? 'it ended';
}

/** A port of the loopback interface that no program uses at this moment. */
function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
