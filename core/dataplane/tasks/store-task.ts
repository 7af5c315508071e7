import { at, capacityOf, isFargate, type Closed, type Topology } from '../../topology';
import { taskNameOf } from './names';
import { startStatementsOf } from './permissions';
import { filesContainers, PROXY_USER } from './script/containers';
import { NOTHING_FETCHED } from './script/inputs';
import type { ContainerSpec, TaskSpec } from './specs';
import { loaderClusterOf, type StoreSite } from './store-sites';
import { fileSystemArn, readingOf, storeSource } from './stores';

/** The smallest task of Fargate: it copies a few files once in an hour. */
const SIZE = { cpu: 256, memory: 512 } as const;

const RETENTION_DAYS = 90;

/** The key of what fills a store: `_` is in no key of a topology. */
export const loaderKeyOf = (store: string): string => `store_${store}`;

/** Instances of EC2 have one architecture, that of the tasks which run there; Fargate has both. */
function architectureOf({ clusters }: Closed<Topology>, { readers }: StoreSite, cluster: string) {
  const beside = readers.find((reader) => reader.cluster === cluster);
  return beside === undefined || isFargate({ capacity: capacityOf(at(clusters, cluster)) })
    ? 'X86_64'
    : beside.architecture;
}

/**
 * What fills a store on EFS and keeps it up to date: one task that reads the secrets of its files, and nothing else. While
 * a new one replaces it both write the same, each by rename.
 */
export function loaderOf(topology: Closed<Topology>, site: StoreSite): TaskSpec {
  const { account, store } = site;
  const key = loaderKeyOf(store.key);
  const cluster = loaderClusterOf(site);
  const source = storeSource(store.key);
  const { containers } = filesContainers(
    {
      region: topology.region,
      ...NOTHING_FETCHED,
      secrets: Object.entries(store.files).map(([name, arn]) => ({ arn, path: `${source.path}/${name}` })),
    },
    { image: topology.images.files, mounts: [{ ...source, readOnly: false }] },
  );
  const own = containers.map(asClient);
  return {
    id: `store/${store.key}`,
    kind: 'store',
    key,
    at: store.at,
    account,
    name: taskNameOf(topology.mesh.name, key),
    cluster,
    ...SIZE,
    architecture: architectureOf(topology, site, cluster),
    containers: own,
    volumes: [{ name: source.volume, store: store.key }],
    allows: [
      {
        sid: 'Store',
        actions: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
        resources: [fileSystemArn(topology, account, store)],
      },
      readingOf(Object.values(store.files)),
    ],
    policies: [],
    startAllows: startStatementsOf(topology, account, own),
    replicas: { least: 1, cpuPercent: 60 },
    logs: { retentionDays: RETENTION_DAYS },
    exec: false,
    targets: [],
    registers: false,
  };
}

/** To the file system every client is the user of its access point, so that nothing has to run as root. */
const asClient = (container: ContainerSpec): ContainerSpec => ({
  ...container,
  user: `${PROXY_USER}:${PROXY_USER}`,
});
