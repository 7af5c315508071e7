import { propertyOf } from '../core/base/properties';
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
  // Loaded when they are wanted: all others do without a runner.
  deploy: async (session) => (await import('./deploy')).deploy(session),
  destroy: async (session) => (await import('./destroy')).destroy(session),
  local: async (session) => (await import('./local')).local(session),
};

/** The whole command: `words` are what follows `meshspan`. */
export async function run(words: readonly string[], io: Io): Promise<ExitCode> {
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

/** A folder that can't be written is the user's to fix; everything else that is thrown is a bug in meshspan. */
async function guarded(work: () => Promise<ExitCode>, io: Io): Promise<ExitCode> {
  try {
    return await work();
  } catch (error) {
    const said = String(propertyOf(error, 'message') ?? error);
    const isSystem = typeof propertyOf(error, 'syscall') === 'string';
    io.err(isSystem ? `meshspan: ${said}; check the path and its permissions\n` : bugText(said));
    if ((io.env['MESHSPAN_DEBUG'] ?? '') !== '') io.err(`${String(propertyOf(error, 'stack'))}\n`);
    return ExitCode.Misuse;
  }
}

function bugText(said: string): string {
  const [first = ''] = said.split('\n');
  return `meshspan: this is a bug in meshspan: ${first}; please report it with the command and the topology (MESHSPAN_DEBUG=1 shows the trace)\n`;
}
