import { resolve } from 'node:path';
import { defined } from '../core/base/properties';
import { ansi, findingsSummary, findingsText, plain, type Style } from '../core/report';
import type { Finding, Result } from '../core/topology';
import { judge, type Judgement, type NotATopology } from '../core/judge';
import { loadTopology } from '../sources/load';
import { environmentIn, offeredBy } from '../sources/surroundings';
import { loadValues } from '../sources/values';
import type { FailOn, Request } from './arguments';
import { ExitCode, type Io } from './io';
import { topologyFileOf } from './topology-file';

/** One run of one command. */
export interface Session extends Request {
  readonly io: Io;
  /** The folder of local states. @default beside the topology */
  readonly states?: string;
  /** How the result and the messages are styled. */
  readonly style: { readonly out: Style; readonly err: Style };
}

export function sessionOf(request: Request, io: Io): Session {
  const wanted = !request.noColour && (io.env['NO_COLOR'] ?? '') === '';
  const dress = (terminal: boolean): Style => (wanted && terminal ? ansi : plain);
  return { ...request, io, style: { out: dress(io.colours.out), err: dress(io.colours.err) } };
}

/** The topology file that the user means; nothing, after a message, where there is none. */
function topologyFileFor({ io, file }: Session): string | undefined {
  const found = topologyFileOf(file, io);
  if (found === undefined)
    io.err(
      'meshspan: there is no topology.{ts,yaml,yml,json} here; name the file, or set MESHSPAN_TOPOLOGY\n',
    );
  return found;
}

/** Reads and checks the topology that the user means; nothing, after a message, where no file was found. */
export async function judgeFor(session: Session): Promise<Judgement | NotATopology | undefined> {
  const { io, env, dataPlane, at, expiresWithin, environment = environmentIn(io.env) } = session;
  const file = topologyFileFor(session);
  if (file === undefined) return undefined;
  const values = await valuesFor(session);
  if (!values.ok) return { kind: 'not-a-topology', findings: values.findings };
  return judge(await loadTopology(resolve(io.cwd, file), file), {
    values: values.value,
    offered: env ? offeredBy(io.env) : {},
    at: at === undefined ? new Date() : new Date(at),
    ...defined({ dataPlane, environment, expiresWithin }),
  });
}

/** The values of the files that the user named, then those of `--set`. */
async function valuesFor({ io, values, valueFiles }: Session): Promise<Result<Request['values']>> {
  const read = await Promise.all(valueFiles.map((file) => loadValues(resolve(io.cwd, file), file)));
  const findings = read.flatMap((each) => each.findings);
  if (read.some(({ ok }) => !ok)) return { ok: false, findings };
  const all = read.map((each) => (each.ok ? each.value : {}));
  return { ok: true, value: Object.assign({}, ...all, values) as Request['values'], findings };
}

/** Prints the findings to stderr. */
export function reportFindings({ io, style }: Session, findings: readonly Finding[]): void {
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
