import { differencesOf, type LabRun, type Report } from '../../core/report';
import { findEnvoy, startLab, type Lab } from '../../local/envoy';
import { cacheFolder } from '../../local/packages';
import { ExitCode } from '../io';
import type { Session } from '../session';
import type { LabMesh } from './ready';
import { serveUntil } from './serve';
import { stopOf, unlessAsked, type Stop } from './stop';

/** Starts the lab, measures and reports; with `--serve` it stays until Ctrl-C. */
export async function runMesh(session: Session, mesh: LabMesh, report: Report<LabRun>): Promise<ExitCode> {
  const { io } = session;
  const envoy = await findEnvoy(cacheFolder(io.env), {
    env: io.env,
    onInstall: (folder) => io.err(`installing Envoy, once, into ${folder}\n`),
  });
  if (!envoy.ok) {
    io.err(`meshspan: ${envoy.problem}\n`);
    return ExitCode.Misuse;
  }
  const begun = performance.now();
  const stop = stopOf(io);
  try {
    const started = await startLab(mesh, { binary: envoy.binary, onStep: (step) => io.err(`${step}\n`) });
    if (!started.ok) {
      io.err(`meshspan: ${started.problem}\n`);
      return ExitCode.Findings;
    }
    try {
      return await measured({ session, mesh, report, lab: started.lab, stop, begun, envoy: envoy.version });
    } finally {
      await started.lab.close();
    }
  } finally {
    stop.release();
  }
}

interface Running {
  readonly session: Session;
  readonly mesh: LabMesh;
  readonly report: Report<LabRun>;
  readonly lab: Lab;
  readonly stop: Stop;
  /** When the lab was asked for, by the clock of the process. */
  readonly begun: number;
  /** Version of Envoy. */
  readonly envoy: string;
}

async function measured({ session, mesh, report, lab, stop, begun, envoy }: Running): Promise<ExitCode> {
  const { io, format, serve, style } = session;
  const results = stop.isAsked() ? undefined : await unlessAsked(lab.measure(), stop);
  if (results === undefined) {
    io.err('meshspan: stopped before everything was measured\n');
    return ExitCode.Findings;
  }
  const differences = differencesOf(results, mesh.places);
  const run: LabRun = { results, differences, envoy, seconds: (performance.now() - begun) / 1000 };
  io.out(report(run, style.out));
  // A program reads stdout; the sentences are for the person who sees its log.
  if (format === 'json') for (const sentence of differences) io.err(`${sentence}\n`);
  if (serve) await serveUntil(stop, { session, mesh, lab, run });
  return differences.length === 0 ? ExitCode.Ok : ExitCode.Findings;
}
