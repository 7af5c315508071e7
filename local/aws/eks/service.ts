import { nameOfCall, notHere } from '../not-here';
import { eventualRestAnswer, fieldsOf } from '../json-protocol';
import type { Service } from '../call';
import type { Forward } from '../moto-proxy';
import type { World } from '../world';
import { operationOf } from './operations';
import type { Eks } from './eks';
import type { ClusterServers, RunningServers } from './servers';
import { tokenReviewsUri } from './token-reviews';

/** How clusters get their API servers. */
export interface EksOptions {
  readonly forward: Forward;
  /** @default clusters cannot be created */
  readonly clusterServers: ClusterServers | undefined;
  readonly servers: RunningServers;
  /** The address of the local AWS. */
  readonly url: () => string;
}

/**
 * Amazon EKS. Each cluster has a real API server, which lets in whom its access entries name; its nodes, and what runs on
 * them, are simulated. Add-ons are answers only.
 */
export function eksService(world: World, { forward, clusterServers, servers, url }: EksOptions): Service {
  const eks: Eks = {
    forward,
    servers,
    start: async (arn) => {
      if (clusterServers === undefined)
        return { ok: false, problem: 'this local AWS was started without Kubernetes' };
      const started = await clusterServers.start(tokenReviewsUri(url(), arn));
      if (started.ok) servers.set(arn, started.server);
      return started;
    },
    stop: async (arn) => {
      await servers.get(arn)?.stop();
      servers.delete(arn);
    },
  };
  return {
    name: 'eks',
    answer(call) {
      const found = operationOf(call.method, call.path);
      if (found === undefined) return notHere(call, `the local AWS does not support ${nameOfCall(call)}`);
      const { operation, names } = found;
      return eventualRestAnswer(call, () =>
        operation({ call, world, names, fields: fieldsOf(call.body) }, eks),
      );
    },
  };
}
