import type { Interrupt } from '../terraform/runner';
import type { Io } from './io';

/** Turns Ctrl-C into the two steps that the runner knows, and tells the user which one it is. */
export function interruptOf(io: Io): { readonly interrupt: Interrupt; readonly release: () => void } {
  const [stop, kill] = [new AbortController(), new AbortController()];
  const release = io.onInterrupt?.(() => {
    if (!stop.signal.aborted) {
      io.err(
        '\nstopping: Terraform writes its state and starts nothing new; the next run may create again what it was still waiting for; Ctrl-C again stops it at once, and what it is creating then may be missing from the state\n',
      );
      stop.abort();
    } else if (!kill.signal.aborted) {
      io.err('\nstopped at once\n');
      kill.abort();
    }
  });
  return {
    interrupt: { stop: stop.signal, kill: kill.signal },
    release: () => release?.(),
  };
}
