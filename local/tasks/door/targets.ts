import { setTimeout as pause } from 'node:timers/promises';
import type { SocketSpec } from '../../../core/dataplane/envoy';
import { unprivileged } from '../../envoy/ways';
import type { Account } from '../read/account';
import { targetsOf, type DeployedTargetGroup, type Target } from '../read/load-balancers';
import { unhealthiness } from './health';

/** The targets of a target group, checked again and again. */
export interface CheckedTargets {
  /** The next healthy target. */
  readonly next: () => SocketSpec | undefined;
  /** Why no target is healthy, in one line; undefined: one is. */
  readonly problem: () => string | undefined;
  readonly stop: () => void;
}

/** Milliseconds between two rounds of health checks: a load balancer waits longer, and decides the same. */
const BETWEEN = 500;

/**
 * Checks the targets that are registered in a target group.
 * @param from the address of the load balancer
 * @param faceOf where an address of AWS is on this machine
 */
export function checkTargets(
  account: Account,
  group: DeployedTargetGroup,
  from: string,
  faceOf: (ip: string) => string,
): CheckedTargets {
  let healthy: readonly SocketSpec[] = [];
  let problem: string | undefined = 'its targets have not been checked yet';
  const over = new AbortController();
  let turn = 0;
  const round = async (): Promise<void> => {
    const targets = await targetsOf(account, group.arn);
    const found = await Promise.all(
      targets.map(async ({ ip, port }: Target) => {
        const address = faceOf(ip);
        return { ip, port, address, why: await unhealthiness(group, { from, address, port }) };
      }),
    );
    healthy = found
      .filter(({ why }) => why === undefined)
      .map(({ address, port }) => ({ address, port: unprivileged(port) }));
    const [first] = found;
    problem =
      healthy.length > 0
        ? undefined
        : first === undefined
          ? `no target is registered in target group "${group.name}"`
          : `target ${first.ip}:${first.port} of target group "${group.name}" is unhealthy: ${first.why}`;
  };
  const rounds = async (): Promise<void> => {
    while (!over.signal.aborted) {
      await round();
      await pause(BETWEEN, undefined, { ref: false });
    }
  };
  rounds().catch((error: unknown) => {
    problem = error instanceof Error ? error.message : String(error);
  });
  return {
    next: () => {
      turn += 1;
      return healthy[turn % Math.max(1, healthy.length)];
    },
    problem: () => problem,
    stop: () => over.abort(),
  };
}
