/**
 * Runs a program of ours to its end. A topology is code: it may end the process, wait for what never comes, or throw
 * when nobody listens any more. None of that may look like success.
 */
export function toTheEnd(work: () => Promise<number>): void {
  let over = false;
  const misuse = (said: string): void => {
    over = true;
    process.exitCode = 2;
    process.stderr.write(`meshspan: ${said}\n`);
  };
  process.exitCode = 2;
  process.on('exit', () => {
    if (!over)
      misuse("the topology's program ended, or waits for something that never comes; export the topology");
  });
  process.on('uncaughtException', (error: Error) => {
    const [said = ''] = error.message.split('\n');
    misuse(`something that the topology's program started threw: ${said}`);
    process.exit();
  });
  void (async () => {
    process.exitCode = await work();
    over = true;
    // What the topology's program left open (a timer, a connection) would keep us alive.
    await Promise.all([process.stdout, process.stderr].map(flushed));
    process.exit();
  })();
}

/** When all that was written before has left, or can not leave any more. */
const flushed = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((done) => {
    stream.write('', () => done());
  });
