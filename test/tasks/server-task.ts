import { join } from 'node:path';
import {
  bootstrapOf,
  envoyTaskParts,
  proxiesOf,
  type EnvoyLowered,
  type ProxySpec,
  type SocketSpec,
} from '../../core/dataplane/envoy';
import type { ContainerSpec, Filled, TaskParts } from '../../core/dataplane/tasks';
import type { OutputValue } from '../../core/planner';
import { at, type Closed, type Topology } from '../../core/topology';
import { onEnvoy, shop } from '../core/dataplane/envoy/on-envoy';
import { freeSocket } from '../envoy/running';

/** `web` calls `api`, and each has a task. */
export const written = shop(
  {
    api: { account: 'shop', listens: { port: 8080, protocol: 'http' }, runtime: { image: 'api:1' } },
    web: { account: 'shop', calls: ['api'], runtime: { image: 'web:1' } },
  },
  { region: 'us-west-2', accounts: { shop: { id: '111111111111', network: { cidr: '10.40.0.0/16' } } } },
);

const { topology, lowered } = onEnvoy(written) as unknown as {
  readonly topology: Closed<Topology>;
  readonly lowered: Closed<EnvoyLowered>;
};

/** The names that certificates of both have. */
export const names = { api: 'api.shop.mall.internal', web: 'web.shop.mall.internal' };

/** ARNs of what the tasks read, by the keys of the topology. */
export interface Arns {
  readonly certificates: Readonly<Record<string, string>>;
  readonly authority: string;
}

/** A task of the mesh on this machine: its files are below a folder, and its ports are free ones. */
export interface LocalTask {
  readonly parts: TaskParts;
  readonly container: (name: string) => ContainerSpec;
  /** The environment of a container, with the values that Terraform fills in. */
  readonly environment: (name: string) => Readonly<Record<string, string>>;
  readonly proxy: ProxySpec;
  readonly bootstrap: () => string;
}

export async function taskOf(key: 'api' | 'web', folder: string, arns: Arns, application?: SocketSpec) {
  const id = `workload/${key}`;
  const parts = envoyTaskParts(topology, lowered)(id);
  const spec = at(Object.fromEntries(proxiesOf(topology, lowered).map((proxy) => [proxy.id, proxy])), id);
  const moved = (text: string): string => text.replaceAll('/etc/meshspan', join(folder, key));
  const proxy: ProxySpec = {
    ...(JSON.parse(moved(JSON.stringify(spec))) as ProxySpec),
    admin: await freeSocket(),
    bind: '127.0.0.1',
    inbound: await Promise.all(
      spec.inbound.map(async (inbound) => ({
        ...inbound,
        port: (await freeSocket()).port,
        ...(application && { application }),
      })),
    ),
    outbound: [],
    probes: await Promise.all(
      (JSON.parse(moved(JSON.stringify(spec.probes ?? []))) as NonNullable<ProxySpec['probes']>).map(
        async (probe) => ({ ...probe, socket: await freeSocket() }),
      ),
    ),
  };
  const valueOf = (value: OutputValue): string => {
    if (value.kind === 'authority-arn') return arns.authority;
    if (value.kind === 'asset') return at(arns.certificates, value.key);
    throw new Error(`nothing fills in ${value.kind}`);
  };
  const filled = (text: Filled): string =>
    moved(text.map((part) => (typeof part === 'string' ? part : valueOf(part))).join(''));
  const container: LocalTask['container'] = (name) =>
    at(Object.fromEntries(parts.containers.map((each) => [each.name, each])), name);
  const task: LocalTask = {
    parts,
    container,
    environment: (name) =>
      Object.fromEntries(
        Object.entries(container(name).environment).map(([variable, text]) => [variable, filled(text)]),
      ),
    proxy,
    bootstrap: () => JSON.stringify(bootstrapOf(proxy)),
  };
  return task;
}
