import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Lowered } from '../../core/dataplane';
import type { Bootstrap, ProxySpec, SocketSpec } from '../../core/dataplane/envoy';
import type { Closed } from '../../core/topology';
import { countersOf, type Counters } from './admin';
import { startAll } from './envoys';
import { writeFiles } from './files';
import { groundOf, startApplications, startLines } from './ground';
import { startGuard } from './guard';
import { tryAttacks } from './measure/attacks';
import { measureEdges, type Ground } from './measure/measure';
import type { OutsideWalk } from './measure/outside';
import type { Listening } from './net/echo';
import { claimNetwork } from './network';
import { newPki } from './pki';
import { relocate, type Relocated } from './relocate';
import type { ExpectedEdge, LabReport } from './report';

/** What a lab runs. */
export interface LabInput {
  /** What the data plane has lowered the topology to. */
  readonly lowered: Closed<Lowered>;
  /** The proxies that it follows from: `proxiesOf`. */
  readonly proxies: readonly ProxySpec[];
  /** The edges to measure, with the verdicts to compare with: those of a check. */
  readonly expected: readonly ExpectedEdge[];
}

/** How a lab runs. */
export interface LabOptions {
  /** The Envoy to run: that of `findEnvoy`. */
  readonly binary: string;
  /** What a proxy is configured with. @default what is deployed: `bootstrapOf` */
  readonly bootstrapOf?: (proxy: ProxySpec) => Bootstrap;
  /** Called when a step begins, with what it does: `starting 4 proxies`. */
  readonly onStep?: (step: string) => void;
}

/** A lab that is up: every proxy and every application of the mesh, on loopback addresses. */
export interface Lab {
  readonly proxies: readonly {
    /** Party id. */
    readonly id: string;
    readonly admin: SocketSpec;
    readonly pid: number;
  }[];
  /** Where to call a service as the application of a workload would. */
  readonly calls: readonly {
    readonly client: string;
    readonly service: string;
    readonly port: number;
    readonly socket: SocketSpec;
  }[];
  /** Where callers from outside come in: at a load balancer, or at the listener of a gateway. */
  readonly entrances: readonly { readonly name: string; readonly socket: SocketSpec }[];
  /** TLS counters of every proxy, by party id. */
  counters(): Promise<ReadonlyMap<string, Counters>>;
  /** Measures every edge and tries every attack. */
  measure(): Promise<LabReport>;
  /** Stops all and removes all files. */
  close(): Promise<void>;
}

/** A lab, or one line that says why there is none. */
export type StartedLab =
  | { readonly ok: true; readonly lab: Lab }
  | { readonly ok: false; readonly problem: string };

/** What a lab measured, or one line that says why it could not. */
export type LabRun =
  | { readonly ok: true; readonly report: LabReport }
  | { readonly ok: false; readonly problem: string };

/** Starts a lab, measures, and takes it down. */
export async function runLab(input: LabInput, options: LabOptions): Promise<LabRun> {
  const started = await startLab(input, options);
  if (!started.ok) return started;
  try {
    return { ok: true, report: await started.lab.measure() };
  } finally {
    await started.lab.close();
  }
}

/**
 * Starts a lab. It ends with this process, even where that is killed: then its files are removed too. A caller that is
 * asked to stop, as by Ctrl-C, calls `close`.
 */
export async function startLab(input: LabInput, options: LabOptions): Promise<StartedLab> {
  const claim = await claimNetwork();
  if (claim === undefined)
    return {
      ok: false,
      problem:
        'the lab needs loopback addresses such as 127.128.0.2, and none can be used here; Linux has them, other systems need an alias for each',
    };
  const opened: Listening[] = [];
  const folder = mkdtempSync(join(tmpdir(), `meshspan-lab-${process.pid}-`));
  const guard = startGuard(options.binary, folder);
  const close = async (): Promise<void> => {
    await guard.end();
    await Promise.all(opened.map((each) => each.close()));
    await claim.release();
  };
  try {
    options.onStep?.('issuing certificates');
    const pki = await newPki(input.lowered);
    const relocated = relocate(input.proxies, { network: claim.network, folder });
    for (const proxy of relocated.proxies) writeFiles(folder, proxy, pki, options.bootstrapOf);
    await startApplications(relocated, pki, opened);
    const lines = await startLines(relocated, opened);
    options.onStep?.(`starting ${relocated.proxies.length} proxies`);
    const pids = await startAll(guard, folder, relocated.proxies);
    const ground = await groundOf(input.lowered, relocated, lines, pki, claim.network, opened);
    return { ok: true, lab: labOf(input, options, relocated, ground, pids, close) };
  } catch (error) {
    await close();
    return { ok: false, problem: `the lab did not start: ${(error as Error).message}` };
  }
}

function labOf(
  { expected }: LabInput,
  { onStep }: LabOptions,
  { proxies }: Relocated,
  ground: Ground,
  pids: ReadonlyMap<string, number>,
  close: () => Promise<void>,
): Lab {
  return {
    proxies: proxies.map(({ id, admin }) => ({ id, admin, pid: pids.get(id) ?? 0 })),
    calls: ground.calls.map(({ client, service, dialled, socket }) => ({
      client,
      service,
      port: dialled,
      socket,
    })),
    entrances: ground.outside.map(({ client, server, balancer, socket }: OutsideWalk) => ({
      name: balancer === undefined ? server : client,
      socket,
    })),
    counters: async () =>
      new Map(await Promise.all(proxies.map(async (proxy) => [proxy.id, await countersOf(proxy)] as const))),
    measure: async () => {
      onStep?.(`measuring ${expected.length} edges`);
      const { edges, answered } = await measureEdges(ground, expected);
      onStep?.('trying attacks');
      const attacks = await tryAttacks(ground, answered);
      return { edges, attacks };
    },
    close,
  };
}
