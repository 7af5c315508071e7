import { dataPlanes } from '../core/dataplane';
import type { ExitCode } from './io';
import type { Target } from './local/target';
import { streamsJson } from './reporting';
import { refusedRun } from './runner';

/**
 * Whether nothing can be deployed where a deploy goes: AWS ended the topology's data plane, and nobody said that it is
 * there all the same. The exit code then; nothing where the deploy may go on, which is said of an ended one.
 */
export function refusedAsEnded({ session, deployable, meant }: Target): ExitCode | undefined {
  const { dataPlane, acceptEnded } = deployable.topology;
  const ended = dataPlanes[dataPlane]?.ended;
  if (ended === undefined || meant.kind === 'local') return undefined;
  if (acceptEnded) {
    if (!streamsJson(session))
      session.io.err(`${ended.sentence}; this run goes on, since the topology has acceptEnded: true\n`);
    return undefined;
  }
  const sentence = `${ended.sentence}, and nothing was touched; try it with "meshspan local run", or write acceptEnded: true in the topology where ${ended.unless}`;
  return refusedRun(session, [{ sentence }]);
}
