import { interruptOf } from '../../cli/interrupt';

it('the first interrupt asks to stop and the second ends at once', () => {
  const said: string[] = [];
  let interrupted = (): void => undefined;
  const { interrupt, release } = interruptOf({
    out: () => undefined,
    err: (text) => said.push(text),
    env: {},
    cwd: '.',
    colours: { out: false, err: false },
    onInterrupt: (call) => {
      interrupted = call;
      return () => said.push('released');
    },
  });
  expect([interrupt.stop.aborted, interrupt.kill.aborted]).toEqual([false, false]);
  interrupted();
  expect([interrupt.stop.aborted, interrupt.kill.aborted]).toEqual([true, false]);
  expect(said[0]).toContain('press Ctrl-C again to stop immediately');
  interrupted();
  expect([interrupt.stop.aborted, interrupt.kill.aborted]).toEqual([true, true]);
  release();
  expect(said.at(-1)).toBe('released');
});
