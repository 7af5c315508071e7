import type { Interrupt } from '../terraform/runner';
import type { Io } from './io';

/** Turns Ctrl-C into the two steps that the runner knows, and tells the user where they are. */
export function interruptOf(io: Io): { readonly interrupt: Interrupt; readonly release: () => void } {
  const [stop, kill] = [new AbortController(), new AbortController()];
  const release = io.onInterrupt?.(() => {
    if (!stop.signal.aborted) {
      io.err(
        '\nstopping: terraform writes its state and begins nothing new; what it was still waiting for may be made anew by the next run; once more ends it at once, and what it is making then may be in no state\n',
      );
      stop.abort();
    } else if (!kill.signal.aborted) {
      io.err('\nended at once\n');
      kill.abort();
    }
  });
  return {
    interrupt: { stop: stop.signal, kill: kill.signal },
    release: () => release?.(),
  };
}
