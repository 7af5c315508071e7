import { appMeshTaskParts } from '../../../../core/dataplane/app-mesh/task';
import { envoyTaskParts } from '../../../../core/dataplane/envoy';
import {
  clusterObjectsOf,
  eksClustersOf,
  objectsOf,
  podsOf,
  registrarsOf,
  type Manifest,
} from '../../../../core/dataplane/pods';
import type { Lowered } from '../../../../core/dataplane';
import type { PartsIn } from '../../../../core/dataplane/tasks';
import { at, type Closed, type Topology, type WrittenTopology } from '../../../../core/topology';
import { fieldOf } from '../../../../core/base/json';
import { planned } from '../../../cases/synthesized';

export type Plane = 'envoy' | 'app-mesh';

const PARTS: Readonly<Record<Plane, PartsIn<never>>> = {
  envoy: envoyTaskParts,
  'app-mesh': appMeshTaskParts,
};

/** Everything of a written topology that is on EKS. */
export function onEksOf(written: WrittenTopology, plane: Plane = 'envoy') {
  const { topology, lowered, plan } = planned({ ...written, dataPlane: plane });
  const closed = topology as Closed<Topology>;
  const specs = lowered as Closed<Lowered>;
  const pods = podsOf(closed, specs, PARTS[plane](closed, lowered as never));
  const registrars = registrarsOf(closed, pods);
  return {
    plan,
    pods,
    registrars,
    clusters: eksClustersOf(closed, pods),
    manifests: [
      ...registrars.flatMap((registrar) =>
        clusterObjectsOf(
          closed,
          registrar,
          pods.filter(({ cluster }) => cluster === registrar.cluster),
        ),
      ),
      ...pods.flatMap((pod) => objectsOf(pod, closed.images.interception)),
    ],
  };
}

/** The objects of one party, by their kinds. */
export function objectsIn(
  written: WrittenTopology,
  key: string,
  plane?: Plane,
): Readonly<Record<string, Manifest>> {
  const pod = onEksOf(written, plane).pods.find((each) => each.key === key);
  if (pod === undefined) throw new Error(`no pod "${key}"`);
  return byKind(objectsOf(pod, undefined));
}

export const byKind = (manifests: readonly Manifest[]): Readonly<Record<string, Manifest>> =>
  Object.fromEntries(manifests.map((manifest) => [manifest.kind, manifest]));

/** A container of a manifest, as far as tests read it. */
export interface Container {
  readonly name: string;
  readonly restartPolicy?: string;
  readonly args: readonly unknown[];
  readonly env?: readonly Variable[];
  readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string }[];
  readonly ports?: readonly { readonly containerPort: number }[];
  readonly resources: {
    readonly requests: Readonly<Record<'cpu' | 'memory', string>>;
    readonly limits: { readonly memory: string };
  };
  readonly securityContext: {
    readonly runAsNonRoot?: boolean;
    readonly runAsUser?: number;
    readonly allowPrivilegeEscalation: boolean;
    readonly capabilities: { readonly drop: readonly string[]; readonly add?: readonly string[] };
  };
  readonly startupProbe?: object;
  readonly livenessProbe?: object;
  readonly readinessProbe?: object;
  readonly lifecycle?: {
    readonly preStop: { readonly exec?: { readonly command: readonly string[] } };
  };
}

export interface Variable {
  readonly name: string;
  readonly value?: unknown;
  readonly valueFrom?: unknown;
}

/** A pod of a manifest. */
export interface Pod {
  readonly initContainers?: readonly Container[];
  readonly containers: readonly Container[];
  readonly volumes?: readonly { readonly name: string }[];
  readonly securityContext: { readonly sysctls: readonly unknown[] };
}

interface Template {
  readonly metadata: {
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: Pod;
}

/** The template of the pods of a deployment. */
export const templateOf = (manifest: Manifest | undefined): Template =>
  fieldOf(manifest, 'spec', 'template') as Template;

/** The pods of a deployment. */
export const podOf = ({ Deployment }: Readonly<Record<string, Manifest>>): Required<Pod> => ({
  initContainers: [],
  volumes: [],
  ...templateOf(Deployment).spec,
});

export const named = <T extends { readonly name: string }>(
  things: readonly T[] | undefined,
  name: string,
): T => at(Object.fromEntries((things ?? []).map((thing) => [thing.name, thing])), name);

/** One account with a cluster of EKS, on which `api` runs, which `web` calls. */
export const mallWith = (
  runtime: object = {},
  { cluster = {}, api = {}, ...more }: Readonly<Record<string, object>> = {},
): WrittenTopology => ({
  mesh: 'mall',
  region: 'eu-north-1',
  owner: 'shop',
  accounts: { shop: { id: '333333333333', network: { cidr: '10.40.0.0/16' } } },
  authority: { kind: 'private-ca', commonName: 'mall root' },
  clusters: { pods: { kind: 'eks', account: 'shop', ...cluster } },
  workloads: {
    api: {
      account: 'shop',
      listens: { port: 8080, protocol: 'http' },
      runtime: { image: 'api:1', ...runtime },
      ...api,
    },
    web: {
      account: 'shop',
      listens: { port: 80, protocol: 'http' },
      calls: ['api'],
      runtime: { image: 'web:1' },
    },
  },
  ...more,
});

interface Running {
  readonly account?: string;
  readonly existing?: boolean;
  readonly runtime?: object;
}

/** A topology with everything that it runs, or could run, on a cluster of EKS in the same account. */
export function movedToEks(written: WrittenTopology): WrittenTopology {
  const networked = Object.entries(written.accounts).flatMap(([key, { network }]) =>
    typeof network === 'object' ? [key] : [],
  );
  const owner = written.owner ?? Object.keys(written.accounts)[0] ?? '';
  const moved = <T>(things: T | undefined, image: object): T =>
    Object.fromEntries(
      Object.entries((things ?? {}) as Readonly<Record<string, Running>>).map(([key, thing]) => {
        const { runtime, ...rest } = thing;
        if (thing.existing === true || !networked.includes(thing.account ?? owner)) return [key, rest];
        return [key, { ...rest, runtime: { ...image, ...movable(runtime) } }];
      }),
    ) as T;
  return {
    ...written,
    clusters: Object.fromEntries(networked.map((key) => [`${key}-pods`, { kind: 'eks', account: key }])),
    workloads: moved(written.workloads, { image: 'app:1' }),
    ...(written.gateways !== undefined && { gateways: moved(written.gateways, {}) }),
  };
}

/** What of a runtime is there on EKS too. */
const movable = (runtime: object = {}): object => {
  const {
    exec: _,
    logs: __,
    secrets: ___,
    cluster: ____,
    architecture: _____,
    ...rest
  } = runtime as Record<string, unknown>;
  return rest;
};
