import { dataPlanes, standingPlanes } from '../core/dataplane';
import type { ExitCode } from './io';
import type { Target } from './local/target';
import { streamsJson } from './reporting';
import { refusedRun } from './runner';

/**
 * Refuses a deploy to AWS where AWS ended the topology's data plane, unless the topology has `acceptEnded`; then a message
 * says that the deploy continues.
 * @returns the exit code of a refusal; nothing where the deploy may continue
 */
export function refusedAsEnded({ session, deployable, meant }: Target): ExitCode | undefined {
  const { dataPlane, acceptEnded } = deployable.topology;
  const ended = dataPlanes[dataPlane]?.ended;
  if (ended === undefined || meant.kind === 'local') return undefined;
  if (acceptEnded) {
    if (!streamsJson(session))
      session.io.err(`${ended.sentence}; this run continues, because the topology has acceptEnded: true\n`);
    return undefined;
  }
  // A local AWS that is running is used; `local run` would refuse to start another one.
  const isLocalUp = meant.kind === 'aws' && meant.besideLocal !== undefined;
  const local = isLocalUp ? 'meshspan deploy --local' : 'meshspan local run';
  const others = standingPlanes().map((name) => `--data-plane ${name}`);
  const other = others.length === 0 ? '' : `deploy with ${others.join(' or ')}, or `;
  const sentence = `${ended.sentence}, and nothing was touched; ${other}try it with "${local}", or, if ${ended.unless}, add acceptEnded: true to the topology`;
  return refusedRun(session, [{ sentence }]);
}
