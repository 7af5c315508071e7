import { resolve } from 'node:path';
import { defined } from '../core/base/properties';
import { ansi, findingsSummary, findingsText, plain, type Style } from '../core/report';
import type { Finding } from '../core/topology';
import { judge, type Judgement, type NotATopology } from '../core/judge';
import { loadTopology } from '../sources/load';
import type { FailOn, Request } from './arguments';
import { ExitCode, type Io } from './io';
import { topologyFileOf } from './topology-file';

/** One run of one command. */
export interface Session extends Request {
  readonly io: Io;
  /** How the result and the messages are dressed. */
  readonly style: { readonly out: Style; readonly err: Style };
}

/** Marks the values of parameters in the environment. */
const prefix = 'MESHSPAN_PARAM_';

export function sessionOf(request: Request, io: Io): Session {
  const wanted = !request.noColour && (io.env['NO_COLOR'] ?? '') === '';
  const dress = (terminal: boolean): Style => (wanted && terminal ? ansi : plain);
  return { ...request, io, style: { out: dress(io.colours.out), err: dress(io.colours.err) } };
}

/** Reads and judges the topology that the user means; nothing where no file was found, which is told. */
export async function judgeFor({ io, ...request }: Session): Promise<Judgement | NotATopology | undefined> {
  const file = topologyFileOf(request.file, io);
  if (file === undefined) {
    io.err(
      'meshspan: there is no topology.{ts,yaml,yml,json} here; name the file, or set MESHSPAN_TOPOLOGY\n',
    );
    return undefined;
  }
  return judge(await loadTopology(resolve(io.cwd, file), file), {
    values: request.values,
    offered: request.env ? offeredBy(io.env) : {},
    at: request.at === undefined ? new Date() : new Date(request.at),
    ...defined({ dataPlane: request.dataPlane, expiresWithin: request.expiresWithin }),
  });
}

function offeredBy(env: Io['env']): Readonly<Record<string, string>> {
  const entries = Object.entries(env).flatMap(([name, value]) =>
    name.startsWith(prefix) && value !== undefined ? [[name.slice(prefix.length), value] as const] : [],
  );
  return Object.fromEntries(entries);
}

/** Tells the findings beside the result. */
export function tell({ io, style }: Session, findings: readonly Finding[]): void {
  if (findings.length === 0) return;
  io.err(`${findingsText(findings, style.err)}\n${findingsSummary(findings)}\n`);
}

/** Whether findings of this severity make a command fail. */
const fails: Readonly<Record<FailOn, (severity: Finding['severity']) => boolean>> = {
  error: (severity) => severity === 'error',
  warning: () => true,
  none: () => false,
};

export function codeOf(findings: readonly Finding[], failOn: FailOn): ExitCode {
  const open = findings.filter(({ accepted }) => accepted === undefined);
  return open.some(({ severity }) => fails[failOn](severity)) ? ExitCode.Findings : ExitCode.Ok;
}
