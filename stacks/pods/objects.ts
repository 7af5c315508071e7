import type { TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import { clusterObjectsContentId, controllerContentId } from '../../core/dataplane/pods/contents';
import type { Manifest as ManifestSpec } from '../../core/dataplane/pods';
import { REGISTRAR } from '../../core/dataplane/pods/names';
import { Deployment } from '../../modules/kubernetes/deployment';
import { Manifest } from '../../modules/kubernetes/manifest';
import type { KubernetesStack } from '../kubernetes-stack';
import type { ObjectsBuilder } from './builder';
import { clusterProvider } from './provider';
import { manifestTemplate } from './template';

export const clusterObjects: ObjectsBuilder<'cluster-objects'> = (context, { id, cluster }) => {
  const { stack, objectsOfCluster } = context;
  const placed = { part: stack.part(`cluster-objects_${cluster}`), cluster, main: REGISTRAR, after: [] };
  stack.steps.set(id, objects(stack, objectsOfCluster(cluster), placed));
};

export const pod: ObjectsBuilder<'pod'> = (context, { party }) => {
  const { stack, pod: specOf, objectsOf } = context;
  const { account, cluster, key } = specOf(party);
  objects(stack, objectsOf(party), {
    part: stack.part(`pod_${party.replace('/', '-')}`),
    cluster,
    main: key,
    after: [clusterObjectsContentId, controllerContentId].flatMap(
      (idOf) => stack.steps.get(idOf(account, cluster)) ?? [],
    ),
  });
};

interface Placed {
  /** The scope of all of them. */
  readonly part: Construct;
  /** Key of the cluster. */
  readonly cluster: string;
  /** Name of the objects that are there once: their addresses have their kind alone. */
  readonly main: string;
  /** What must be in the cluster first. */
  readonly after: readonly TerraformResource[];
}

/**
 * Objects with those that they need: a namespace comes before what is in it, and pods start when everything that is listed
 * before them is there, such as their configuration and their security groups.
 * @returns what others in the cluster need: the namespace, and its Deployments; so what registers pods is there until the others
 * are deleted, and has time to deregister them
 */
function objects(
  stack: KubernetesStack,
  manifests: readonly ManifestSpec[],
  { part, cluster, main, after }: Placed,
): readonly TerraformResource[] {
  const provider = clusterProvider(stack, cluster);
  const namespaces: TerraformResource[] = [];
  const started: TerraformResource[] = [];
  const before: TerraformResource[] = [];
  for (const spec of manifests) {
    const starts = spec.kind === 'Deployment';
    const make = starts ? Deployment : Manifest;
    const made = new make(part, partNameOf(spec, main), {
      provider,
      manifest: objectTemplate(stack, spec),
      after: [...after, ...(starts ? before : namespaces)],
    });
    before.push(made);
    if (spec.kind === 'Namespace') namespaces.push(made);
    if (starts) started.push(made);
  }
  return [...namespaces, ...started];
}

const objectTemplate = (stack: KubernetesStack, spec: ManifestSpec): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(spec).flatMap(([field, tree]) =>
      tree === undefined ? [] : [[field, manifestTemplate(tree, (value) => stack.wiring.of(value))]],
    ),
  );

/** `ServiceAccount` as the end of an address: `service-account`; with its name where there may be several of its kind. */
function partNameOf({ kind, metadata: { name } }: ManifestSpec, main: string): string {
  const what = kind.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
  return name === main || kind === 'Namespace' ? what : `${what}_${name}`;
}
