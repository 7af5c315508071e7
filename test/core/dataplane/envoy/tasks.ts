import { envoyTaskParts, type EnvoyLowered } from '../../../../core/dataplane/envoy';
import type { TaskParts } from '../../../../core/dataplane/tasks';
import { at, type Closed, type Topology } from '../../../../core/topology';
import { onEnvoy, shop } from './on-envoy';

/** Something that runs. */
export const runtime = { image: 'app:1' };
/** An HTTP listener. */
export const listens = (port: number, tls?: object) => ({ port, protocol: 'http', ...(tls && { tls }) });

/** A written mesh, closed. */
export const meshOf = (written: unknown) =>
  onEnvoy(written) as unknown as {
    readonly topology: Closed<Topology>;
    readonly lowered: Closed<EnvoyLowered>;
  };

/** What an Envoy adds to the task of a party. */
export function partsIn(written: unknown, party: string): TaskParts {
  const { topology, lowered } = meshOf(written);
  return envoyTaskParts(topology, lowered)(party);
}

/** A container of a task by its name. */
export const container = ({ containers }: TaskParts, name: string) =>
  at(Object.fromEntries(containers.map((each) => [each.name, each])), name);

/** `web` calls `api`, and both have tasks. */
export const api = shop({
  api: { account: 'shop', listens: listens(8080), runtime },
  web: { account: 'shop', listens: listens(80), calls: ['api'], runtime },
});
