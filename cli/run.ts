import { propertyOf } from '../core/base/properties';
import { printable } from '../core/report';
import { version } from '../package.json';
import { parseArguments } from './arguments';
import { check } from './check';
import { explain } from './explain';
import { commandHelpText, helpText } from './help';
import { ExitCode, type Io } from './io';
import type { Command } from './options';
import { plan } from './plan';
import { sessionOf, type Session } from './session';
import { synth } from './synth';
import { validate } from './validate';

const does: Readonly<Record<Command, (session: Session) => Promise<ExitCode>>> = {
  check,
  plan,
  synth,
  validate,
  explain,
  pipeline: async (session) => (await import('./pipeline')).pipeline(session),
  init: async (session) => (await import('./init')).init(session),
  // Loaded on demand: the other commands need no runner.
  deploy: async (session) => (await import('./deploy')).deploy(session),
  destroy: async (session) => (await import('./destroy')).destroy(session),
  doctor: async (session) => (await import('./doctor')).doctor(session),
  verify: async (session) => (await import('./verify')).verify(session),
  lab: async (session) => (await import('./lab')).lab(session),
  local: async (session) => (await import('./local')).local(session),
};

/** The whole command: `words` are what follows `meshspan`. */
export async function run(words: readonly string[], given: Io): Promise<ExitCode> {
  const io = printing(given);
  const parsed = parseArguments(words);
  switch (parsed.kind) {
    case 'help':
      io.out(parsed.command === undefined ? helpText() : commandHelpText(parsed.command));
      return ExitCode.Ok;
    case 'version':
      io.out(`${version}\n`);
      return ExitCode.Ok;
    case 'misuse':
      io.err(`meshspan: ${parsed.problem}\n`);
      return ExitCode.Misuse;
    case 'request':
      return guarded(() => does[parsed.request.command](sessionOf(parsed.request, io)), io);
  }
}

/** Names come from files that others wrote, and from AWS: control characters in them must not reach the terminal. */
const printing = (io: Io): Io => ({
  ...io,
  out: (text) => io.out(printable(text, io.colours.out)),
  err: (text) => io.err(printable(text, io.colours.err)),
});

/** What to do about an error of the operating system, by its code. */
const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: 'free some space there, or name another folder with --out',
  EDQUOT: 'free some space there, or name another folder with --out',
  EROFS: 'name another folder with --out',
  ELOOP: 'correct the link',
};

/** A folder that cannot be written is for the user to fix; everything else that is thrown is a bug in meshspan. */
async function guarded(work: () => Promise<ExitCode>, io: Io): Promise<ExitCode> {
  try {
    return await work();
  } catch (error) {
    const said = String(propertyOf(error, 'message') ?? error);
    const isSystem = typeof propertyOf(error, 'syscall') === 'string';
    const remedy = REMEDIES[String(propertyOf(error, 'code'))] ?? 'check the path and its permissions';
    io.err(isSystem ? `meshspan: ${said}; ${remedy}\n` : bugText(said));
    if ((io.env['MESHSPAN_DEBUG'] ?? '') !== '') io.err(`${String(propertyOf(error, 'stack'))}\n`);
    return ExitCode.Misuse;
  }
}

function bugText(said: string): string {
  const [first = ''] = said.split('\n');
  return `meshspan: this is a bug in meshspan: ${first}; please report it with the command and the topology (MESHSPAN_DEBUG=1 shows the trace)\n`;
}
