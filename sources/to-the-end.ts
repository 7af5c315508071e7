/**
 * Runs a program of meshspan to its end. A topology is code: it may exit, wait for what never happens, or throw
 * after it was evaluated. None of that may look like success.
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
      misuse("the topology's program exited, or waits for something that never happens; export the topology");
  });
  process.on('uncaughtException', (error: Error) => {
    const [said = ''] = error.message.split('\n');
    misuse(`something that the topology's program started threw: ${said}`);
    process.exit();
  });
  void (async () => {
    process.exitCode = await work();
    over = true;
    // What the topology's program left open (a timer, a connection) would keep the process running.
    await Promise.all([process.stdout, process.stderr].map(flushed));
    process.exit();
  })();
}

/** When all that was written before has been flushed, or can no longer be. */
const flushed = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((done) => {
    stream.write('', () => done());
  });
