import { askAtTerminal, onInterrupt } from './person';
import { toTheEnd } from '../sources/to-the-end';
import { run } from './run';

// The reader of our output may stop reading: `meshspan plan | head` is not an error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

toTheEnd(() =>
  run(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    env: process.env,
    cwd: process.cwd(),
    colours: { out: process.stdout.isTTY, err: process.stderr.isTTY },
    ...(process.stdin.isTTY && process.stderr.isTTY ? { ask: askAtTerminal } : {}),
    onInterrupt,
    self: [process.execPath, ...process.argv.slice(1, 2)],
  }),
);
