import { setTimeout as pause } from 'node:timers/promises';
import type { Configured, ConfigurationRequest, ManagementService } from './service';
import { writeFiles } from './write';

/** A proxy that follows what AWS holds. */
export interface Following {
  /** What the last request answered. */
  last(): Configured;
  /** Asks now, and writes what changed. */
  now(): Promise<Configured>;
  /** Resolves when nothing is asked or written any more. */
  stop(): Promise<void>;
}

/**
 * Keeps the files of a proxy as AWS's objects are. A proxy that is refused keeps what it has, as an Envoy does whose stream
 * ends: only one that starts gets nothing.
 * @param first what the proxy was started with
 * @param everyMs how often it asks, in milliseconds
 */
export function follow(
  service: ManagementService,
  request: ConfigurationRequest,
  first: Configured,
  everyMs = 1000,
): Following {
  let last = first;
  let turn: Promise<unknown> = Promise.resolve();
  const ended = new AbortController();
  const ask = async (): Promise<Configured> => {
    last = await service.configurationOf(request);
    if (last.ok) writeFiles(last.files);
    return last;
  };
  const now = (): Promise<Configured> => {
    const mine = turn.then(ask, ask);
    turn = mine;
    return mine;
  };
  const running = (async () => {
    while (!ended.signal.aborted) {
      // The local AWS may be stopping, which is not this proxy's failure: it asks again.
      await now().catch(() => undefined);
      await pause(everyMs, undefined, { signal: ended.signal }).catch(() => undefined);
    }
  })();
  return {
    last: () => last,
    now,
    async stop() {
      ended.abort();
      await running;
      await turn.catch(() => undefined);
    },
  };
}
