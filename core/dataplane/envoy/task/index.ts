import { at, type Closed, type Topology } from '../../../topology';
import { platformOf, runtimeOf, type Platform } from '../../runtimes';
import { APPLICATION } from '../../tasks/application';
import { filesContainers, FILES_VOLUME } from '../../tasks/script/containers';
import { hasFiles, type FilesInputs } from '../../tasks/script/inputs';
import type { InterceptionSpec, MountSpec, TaskParts } from '../../tasks/specs';
import { interceptionOf } from '../../tasks/interception';
import { filledMounts, storeMount, storePartsOf, storesOfTask } from '../../tasks/stores';
import { INBOUND_PORT } from '../bootstrap/inbound';
import { OUTBOUND } from '../bootstrap/interception';
import { localEndpointsOf } from '../handover';
import type { EnvoyLowered } from '../lowered';
import { proxiesOf } from '../proxies';
import { ADMIN_PORT } from '../ports';
import type { ProxySpec } from '../specs';
import { DRAIN_INBOUND, DRAIN_SECONDS } from './commands';
import { CONFIGURATION_MOUNT, configurationOf } from './configuration';
import { envoyContainer, filesMount, isAccepting } from './container';
import { namedStoresOf, proxyInputs, storedPathsOf } from './inputs';

/** What an Envoy adds to the task of a party, by party id: containers, volumes, interception, and what its script calls. */
export function envoyTaskParts(
  topology: Closed<Topology>,
  lowered: Closed<EnvoyLowered>,
): (party: string) => TaskParts {
  const proxyFor = proxyById(topology, lowered);
  return (party) => partsOf(topology, proxyFor(party));
}

function proxyById(topology: Closed<Topology>, lowered: Closed<EnvoyLowered>): (party: string) => ProxySpec {
  const proxies = Object.fromEntries(proxiesOf(topology, lowered).map((proxy) => [proxy.id, proxy]));
  return (party) => at(proxies, party);
}

function partsOf(topology: Closed<Topology>, proxy: ProxySpec): TaskParts {
  const runtime = runtimeOf(topology, proxy);
  const platform = platformOf(topology, runtime);
  const stores = storesOfTask(topology, {
    stores: [...namedStoresOf(topology, proxy), ...(runtime?.application?.stores ?? [])],
    paths: storedPathsOf(proxy),
  });
  const stored = storePartsOf(topology, proxy.account, stores);
  const configuration = configurationOf(proxy, platform);
  const configured = configuration.kind === 'volume' ? [{ ...CONFIGURATION_MOUNT, readOnly: true }] : [];
  const fetched = proxyInputs(topology, proxy, configuration);
  const log = logMountOf(proxy);
  const folders = [
    ...(hasFiles({ ...fetched, ...NOTHING, region: topology.region })
      ? [{ ...FILES_VOLUME, readOnly: false }]
      : []),
    ...filledMounts(stores),
    ...log,
  ];
  const inputs: FilesInputs = {
    region: topology.region,
    ...fetched,
    ...stored.inputs,
    folders: folders.map(({ path }) => path),
  };
  const files = filesContainers(inputs, {
    platform,
    image: topology.images.files,
    mounts: [...folders, ...stored.sources],
    drain:
      platform === 'ecs' && runtime?.application !== undefined
        ? { application: APPLICATION, port: ADMIN_PORT, seconds: DRAIN_SECONDS }
        : undefined,
  });
  const hasVolume = folders.some(({ volume }) => volume === FILES_VOLUME.volume);
  const envoy = envoyContainer(proxy, {
    platform,
    beforeStop:
      platform === 'eks' && runtime?.application !== undefined
        ? ['/bin/bash', '-c', DRAIN_INBOUND]
        : undefined,
    image: topology.images.proxy,
    cpu: runtime?.cpu ?? 0,
    configuration,
    after: files.after,
    mounts: [...configured, ...(hasVolume ? [filesMount] : []), ...stores.map(storeMount), ...log],
    exec: runtime?.exec ?? false,
  });
  const interception = redirectionOf(
    proxy,
    platform,
    stores.some(({ kind }) => kind === 'efs'),
  );
  return {
    containers: [...files.containers.slice(0, 1), envoy, ...files.containers.slice(1)],
    volumes: [
      ...configured.map(({ volume }) => ({ name: volume, isConfiguration: true as const })),
      ...(hasVolume ? [{ name: FILES_VOLUME.volume }] : []),
      ...log.map(({ volume }) => ({ name: volume })),
      ...stored.volumes,
    ],
    applicationAfter: [{ container: envoy.name, condition: 'HEALTHY' }],
    ...(interception && { interception }),
    allows: [...files.allows, ...stored.allows],
    entrance: isAccepting(proxy) ? envoy.name : APPLICATION,
    ...(configuration.kind !== 'argument' && { configuration: configuration.object }),
    endpointOf: endpointsOf(proxy),
  };
}

const NOTHING = { secrets: [], copies: [], folders: [] } as const;

/** Where it writes its access log, if that is a file: nothing else of its container can be written to. */
function logMountOf({ accessLog }: ProxySpec): readonly MountSpec[] {
  if (accessLog === undefined || accessLog.path.startsWith('/dev/')) return [];
  const path = accessLog.path.slice(0, Math.max(accessLog.path.lastIndexOf('/'), 1));
  return [{ volume: 'access-log', path, readOnly: false }];
}

/** What the kernel redirects to it. */
const redirectionOf = (
  proxy: ProxySpec,
  platform: Platform,
  readsFileSystems: boolean,
): InterceptionSpec | undefined =>
  isAccepting(proxy)
    ? undefined
    : interceptionOf(platform, {
        applicationPorts: proxy.inbound.map(({ port }) => port),
        inboundPort: INBOUND_PORT,
        outboundPort: OUTBOUND.port,
        readsFileSystems,
      });

/** With interception an application calls a service by its own name and port. */
function endpointsOf(proxy: ProxySpec): TaskParts['endpointOf'] {
  if (isAccepting(proxy)) {
    const endpoints = localEndpointsOf(proxy);
    return (service, port) => endpoints[service]?.[String(port)];
  }
  const hosts = new Map(proxy.outbound.map(({ service, port, host }) => [`${service}:${port}`, host]));
  return (service, port) => {
    const host = hosts.get(`${service}:${port}`);
    return host === undefined ? undefined : `${host}:${port}`;
  };
}
