import { formats, type Format, type Formatted } from '../core/report';
import { ExitCode } from './io';
import type { Session } from './session';

type Work = (session: Session) => Promise<ExitCode>;

/**
 * A command that prints its result in the format that the user asked for. A format that it does not have is refused with
 * exit code 2, before the command does anything.
 */
export const reporting =
  <Row>(rows: Formatted<Row>, work: (session: Session, row: Row) => Promise<ExitCode>): Work =>
  async (session) => {
    const row = rows[session.format];
    if (row !== undefined) return work(session, row);
    return refused(
      session,
      formats.filter((format) => rows[format] !== undefined),
    );
  };

/** The same for a command that prints while it works. */
export const printing =
  (known: readonly Format[], work: Work): Work =>
  async (session) =>
    known.includes(session.format) ? work(session) : refused(session, known);

function refused({ io, command, action, format }: Session, known: readonly Format[]): ExitCode {
  const name = [command, action].filter((word) => word !== undefined).join(' ');
  io.err(`meshspan: "${name}" has no format "${format}"; it has ${known.join(', ')}\n`);
  return ExitCode.Misuse;
}

/** Whether events, and the end of the run, go to stdout as lines of JSON. */
export const streamsJson = ({ format }: Session): boolean => format === 'json';
