import type { Interrupt } from '../terraform/runner';
import type { Io } from './io';

/** Turns Ctrl-C into the two steps that the runner knows, and tells the user which one it is. */
export function interruptOf(io: Io): { readonly interrupt: Interrupt; readonly release: () => void } {
  const [stop, kill] = [new AbortController(), new AbortController()];
  const release = io.onInterrupt?.(() => {
    if (!stop.signal.aborted) {
      io.err(
        '\nstopping: Terraform writes its state and starts nothing new; the next run may create again what it was still waiting for; press Ctrl-C again to stop immediately; resources being created may then be missing from the state\n',
      );
      stop.abort();
    } else if (!kill.signal.aborted) {
      io.err('\nstopped immediately\n');
      kill.abort();
    }
  });
  return {
    interrupt: { stop: stop.signal, kill: kill.signal },
    release: () => release?.(),
  };
}
