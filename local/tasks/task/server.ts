import { chmodSync, chownSync, mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Programs } from '../../envoy/programs';
import { startProgram, type RunningContainer } from './container';
import type { ServerWords } from './servers';

/** Milliseconds between two looks whether a server listens, and until one that is told to stop is left to the end of the run. */
const [BETWEEN, STOPPING] = [50, 5000];

/**
 * Starts a server in a folder of its own, and waits until it accepts connections, or ends.
 * @param folder that of `programs`
 * @param name of its own folder there: `<task>/<container>`
 * @param host an address on which it listens
 */
export async function startServer(
  programs: Programs,
  folder: string,
  name: string,
  { words, port, stopSignal, user, host }: ServerWords & { readonly host: string },
): Promise<RunningContainer> {
  const root = join(folder, name, 'root');
  mkdirSync(root, { recursive: true });
  if (user !== undefined) {
    chownSync(root, user.uid, user.gid);
    // Another user may pass through the folders of this run to its own, and see none of them.
    for (const passed of [folder, join(folder, name, '..'), join(folder, name)]) chmodSync(passed, 0o711);
  }
  const path = process.env['PATH'] ?? '';
  const command = { words, environment: { PATH: path, HOME: root, LC_ALL: 'C' } };
  const container = await startProgram(programs, folder, name, command, stopSignal);
  const end = new AbortController();
  void container.ended.then(() => end.abort());
  while (!end.signal.aborted && !(await isListening(host, port))) await pause(BETWEEN);
  return {
    ...container,
    stop: async () => {
      await container.stop();
      // PostgreSQL's own processes are no members of the group that is ended with the run.
      await Promise.race([container.ended, pause(STOPPING, undefined, { ref: false })]);
    },
  };
}

const isListening = (host: string, port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect({ host, port }, () => (done(true), socket.destroy()));
    socket.once('error', () => done(false));
  });
