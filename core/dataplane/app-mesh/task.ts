import { at, type Closed, type Topology } from '../../topology';
import { platformOf, runtimeOf } from '../runtimes';
import { interceptionOf } from '../tasks/interception';
import { filesContainers, PROXY_USER } from '../tasks/script/containers';
import type { FilesInputs } from '../tasks/script/inputs';
import type { ContainerSpec, TaskParts } from '../tasks/specs';
import { filledMounts, storeMount, storePartsOf, storesOfTask } from '../tasks/stores';
import { hasController } from '../pods/injection';
import { filesReadBy } from './files-read';
import { injectionOf, NOT_INJECTED } from './injected';
import type { AppMeshLowered } from './specs';

/**
 * App Mesh's Envoy with AWS's agent, which configures it (App Mesh user guide, "Envoy image"). AWS no longer makes new ones;
 * an image of your own is a setting of the topology.
 */
export const APP_MESH_IMAGE = 'public.ecr.aws/appmesh/aws-appmesh-envoy:v1.34.13.3-prod';

/** Ports to which the kernel redirects what enters and what leaves (App Mesh user guide, "Update services"). */
const PORTS = { inboundPort: 15_000, outboundPort: 15_001 } as const;

/** Seconds for its agent to drain, which takes 20 by default, and to end. */
const STOP_SECONDS = 40;

type Specs = Closed<AppMeshLowered>;
type Spec = Specs['parties'][number];

/**
 * What App Mesh's Envoy adds to the task of a party, by party id. It fetches certificates of ACM itself, and no others. Where
 * the App Mesh controller adds it, what that has to know is in annotations.
 */
export function appMeshTaskParts(topology: Closed<Topology>, lowered: Specs): (party: string) => TaskParts {
  const parties = Object.fromEntries(lowered.parties.map((spec) => [spec.id, spec]));
  const names = new Map(lowered.services.map(({ key, name }) => [key, name]));
  const endpointOf: TaskParts['endpointOf'] = (service, port) => {
    const name = names.get(service);
    return name === undefined ? undefined : `${name}:${port}`;
  };
  return (party) => partsOf(topology, at(parties, party), endpointOf);
}

function partsOf(topology: Closed<Topology>, spec: Spec, endpointOf: TaskParts['endpointOf']): TaskParts {
  const runtime = runtimeOf(topology, spec);
  const platform = platformOf(topology, runtime);
  const { application, tracing } = runtime ?? {};
  const read = filesReadBy(topology, spec);
  const stores = storesOfTask(topology, {
    stores: [...read.stores, ...(application?.stores ?? [])],
    paths: read.paths,
  });
  const stored = storePartsOf(topology, spec.account, stores);
  const filled = filledMounts(stores);
  const inputs: FilesInputs = {
    region: topology.region,
    certificates: [],
    trusts: [],
    descriptions: [],
    ...stored.inputs,
    folders: filled.map(({ path }) => path),
  };
  const files = filesContainers(inputs, {
    platform,
    image: topology.images.files,
    mounts: [...filled, ...stored.sources],
  });
  const ports = spec.listeners.map(({ port }) => port);
  const isGateway = spec.kind === 'gateway';
  const interception = interceptionOf(platform, {
    applicationPorts: ports,
    ...PORTS,
    readsFileSystems: stores.some(({ kind }) => kind === 'efs'),
  });
  const common = {
    volumes: stored.volumes,
    allows: [...files.allows, ...stored.allows],
    endpointOf,
  };
  const mounts = stores.map(storeMount);
  // It sends traces to the daemon of X-Ray, and to nothing else.
  const traces = tracing === 'x-ray' ? { ENABLE_ENVOY_XRAY_TRACING: '1' } : {};
  const isInjected = runtime !== undefined && hasController(topology.clusters, runtime.cluster);
  if (isInjected && !isGateway)
    return {
      ...common,
      containers: files.containers,
      applicationAfter: files.after,
      entrance: 'app',
      applicationPorts: ports,
      annotations: injectionOf(interception, mounts, traces),
    };
  const envoy: ContainerSpec = {
    name: 'envoy',
    image: topology.images.proxy ?? APP_MESH_IMAGE,
    essential: true,
    user: String(PROXY_USER),
    environment: {
      APPMESH_RESOURCE_ARN: [spec.envoy.resourceArn],
      ...(tracing === 'x-ray' && { ENABLE_ENVOY_XRAY_TRACING: ['1'] }),
    },
    secrets: {},
    ports: isGateway ? ports : [],
    mounts,
    dependsOn: files.after,
    healthCheck: {
      command: ['CMD-SHELL', 'curl -s http://localhost:9901/server_info | grep state | grep -q LIVE'],
      intervalSeconds: 5,
      timeoutSeconds: 2,
      retries: 3,
      startSeconds: 10,
    },
    // Its agent writes Envoy's configuration to a file.
    readOnly: false,
    mayBind: true,
    stopSeconds: STOP_SECONDS,
  };
  return {
    ...common,
    containers: [...files.containers.slice(0, 1), envoy, ...files.containers.slice(1)],
    applicationAfter: [{ container: envoy.name, condition: 'HEALTHY' }],
    // Nothing is behind the Envoy of a gateway.
    ...(!isGateway && { interception }),
    ...(isInjected && { annotations: NOT_INJECTED }),
    entrance: isGateway ? envoy.name : 'app',
  };
}
