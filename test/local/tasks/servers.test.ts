import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPrograms, type Programs } from '../../../local/envoy/programs';
import { SPEAK } from '../../../local/tasks/application/speak';
import type { RunningContainer } from '../../../local/tasks/task/container';
import type { ServerImage } from '../../../local/tasks/task/images';
import { onPath } from '../../../local/tasks/task/programs';
import { startServer } from '../../../local/tasks/task/server';
import { serverFor } from '../../../local/tasks/task/servers';

const host = `127.78.${process.pid % 250}.${1 + (Math.floor(process.pid / 250) % 250)}`;
let folder = '';
let programs: Programs;
let running: RunningContainer | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'servers-'));
  programs = startPrograms(folder);
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  await programs.end();
  rmSync(folder, { recursive: true, force: true });
});

/** What an image answers, the option of its port, and the programs that it takes on `PATH`. */
const SERVERS: readonly (readonly [ServerImage, string, string, readonly string[]])[] = [
  ['redis', 'Redis', '--port', ['redis-server']],
  ['postgres', 'PostgreSQL', '-p', ['initdb', 'postgres', ...(process.getuid?.() === 0 ? ['setpriv'] : [])]],
];

/** What is started; undefined where a program is missing, which is said then. */
async function started(
  image: ServerImage,
  words: readonly string[],
): Promise<{ readonly port: number; readonly container?: RunningContainer; readonly because: string }> {
  const found = serverFor(image, words, [host]);
  if (!found.ok) return { port: 0, because: found.because };
  running = await startServer(programs, folder, 'db-1/app', { ...found, host });
  return { port: found.port, container: running, because: '' };
}
const missingOf = (needs: readonly string[]): string | undefined =>
  needs.find((program) => onPath(program) === undefined);

test.each(SERVERS)(
  '%s answers in its own protocol where it is installed; otherwise it is said what is missing',
  async (image, answer, option, needs) => {
    const missing = missingOf(needs);
    const { port, container, because } = await started(image, [option, '47291']);
    const to = { address: host, port };
    const answered = container && (await SPEAK[image]({ to, from: host, host, depth: 0 }));
    await container?.stop();
    // It is told to stop, and does: nothing of it is left to be killed.
    expect({ port, answered, code: await container?.ended }).toEqual(
      missing === undefined
        ? { port: 47_291, answered: answer, code: 0 }
        : { port: 0, answered: undefined, code: undefined },
    );
    expect(because).toContain(missing ?? '');
  },
);

test.each(SERVERS)(
  '%s with an option that it does not know ends, and says why',
  async (image, _, __, needs) => {
    const { container } = await started(image, ['--no-such-option', 'x']);
    const code = await container?.ended;
    expect(code === undefined ? '' : container?.lastLines().join('\n')).toContain(
      missingOf(needs) === undefined ? 'no-such-option' : '',
    );
    expect(code).not.toBe(0);
  },
);

test.each(SERVERS)('%s with a command of its own is a stand-in', (image, _, __, needs) => {
  const found = serverFor(image, ['sh', '-c', 'migrate'], [host]);
  expect(found).toEqual({
    ok: false,
    because: expect.stringContaining(missingOf(needs) ?? 'a command of its own, sh'),
  });
});
