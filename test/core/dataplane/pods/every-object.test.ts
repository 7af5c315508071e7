import { fieldOf, isRecord } from '../../../../core/base/json';
import type { Manifest } from '../../../../core/dataplane/pods';
import type { WrittenTopology } from '../../../../core/topology';
import { envoyVariants } from '../../../cases/envoy-variants';
import { exampleNames, exampleOn } from '../../../cases/examples';
import { podVariants } from '../../../cases/pod-variants';
import { taskVariants } from '../../../cases/task-variants';
import { variants } from '../../../cases/variants';
import { movedToEks, onEksOf, templateOf, type Container, type Plane } from './on-eks';

/** Every topology that is tested anywhere, with what it runs moved to EKS; those that read EFS cannot move. */
const everywhere: readonly (readonly [name: string, written: WrittenTopology, plane: Plane])[] = [
  ...Object.entries(podVariants),
  ...Object.entries({ ...variants, ...envoyVariants, ...taskVariants }).map(
    ([name, written]) => [name, movedToEks(written)] as const,
  ),
  ...exampleNames.map((name) => [name, movedToEks(exampleOn(name, 'envoy'))] as const),
].flatMap(([name, written]) =>
  Object.values(written.stores ?? {}).some(({ kind }) => kind === 'efs')
    ? []
    : (['envoy', 'app-mesh'] as const).map((plane) => [name, written, plane] as const),
);

const LABEL = /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'] as const;

/** Every text, number and flag in a tree; a value that nothing has is a mistake. */
function leavesOf(tree: unknown): readonly unknown[] {
  if (Array.isArray(tree)) return tree.flatMap(leavesOf);
  return isRecord(tree) ? Object.values(tree).flatMap(leavesOf) : [tree];
}

const repeated = (texts: readonly string[]): readonly string[] =>
  texts.filter((text, place) => texts.indexOf(text) !== place);

const mib = (text: string): number =>
  text.endsWith('Gi') ? Number.parseInt(text, 10) * 1024 : Number.parseInt(text, 10);

/** What is wrong with an object by itself, in words. */
function mistakesIn(manifest: Manifest): readonly string[] {
  const { kind, metadata } = manifest;
  const of = `${kind} ${metadata.name}`;
  const isNamespace = kind === 'Namespace';
  return [
    ...(LABEL.test(metadata.name) ? [] : [`${of} is not named by a label`]),
    ...(isNamespace === (metadata.namespace === undefined) ? [] : [`${of} is in no namespace`]),
    ...(leavesOf(manifest).every((leaf) => leaf !== undefined && leaf !== null)
      ? []
      : [`${of} has a value that is not there`]),
    ...(kind === 'Deployment' ? mistakesInPods(of, manifest) : []),
  ];
}

function mistakesInPods(of: string, manifest: Manifest): readonly string[] {
  const { metadata, spec } = templateOf(manifest);
  const { initContainers = [], containers, volumes = [] } = spec;
  const all = [...initContainers, ...containers];
  const known = new Set(volumes.map(({ name }) => name));
  const used = new Set(all.flatMap(({ volumeMounts = [] }) => volumeMounts.map(({ name }) => name)));
  const selector = fieldOf(manifest, 'spec', 'selector', 'matchLabels');
  return [
    ...(isRecord(selector) &&
    Object.entries(selector).every(([label, value]) => metadata.labels[label] === value)
      ? []
      : [`${of} does not select its own pods`]),
    ...(containers.length === 1 ? [] : [`${of} has ${containers.length} main containers`]),
    ...repeated(all.map(({ name }) => name)).map((name) => `${of} has two containers "${name}"`),
    ...repeated(volumes.map(({ name }) => name)).map((name) => `${of} has two volumes "${name}"`),
    ...[...known].filter((name) => !used.has(name)).map((name) => `${of}: nothing mounts "${name}"`),
    ...[...known].filter((name) => !LABEL.test(name)).map((name) => `${of}: volume "${name}" is no label`),
    ...all.flatMap((container) => mistakesInContainer(`${of} ${container.name}`, container, known)),
  ];
}

function mistakesInContainer(
  of: string,
  container: Container,
  volumes: ReadonlySet<string>,
): readonly string[] {
  const { name, volumeMounts = [], ports = [], env = [], resources, securityContext } = container;
  const { drop, add = [] } = securityContext.capabilities;
  return [
    ...volumeMounts
      .filter((mount) => !volumes.has(mount.name))
      .map((mount) => `${of} mounts "${mount.name}", and there is no such volume`),
    ...repeated(volumeMounts.map(({ mountPath }) => mountPath)).map(
      (path) => `${of} mounts twice at ${path}`,
    ),
    ...repeated(ports.map(({ containerPort }) => String(containerPort))).map(
      (port) => `${of}: ${port} twice`,
    ),
    ...repeated(env.map((variable) => variable.name)).map((variable) => `${of}: ${variable} twice`),
    ...(resources.requests.memory === resources.limits.memory && mib(resources.limits.memory) >= 64
      ? []
      : [`${of} has memory ${JSON.stringify(resources)}`]),
    ...(securityContext.allowPrivilegeEscalation ? [`${of} may gain privileges`] : []),
    ...(add.some((each) => each !== 'NET_BIND_SERVICE') && name !== 'interception'
      ? [`${of} has capabilities`]
      : []),
    ...(name === 'app' || name === 'interception' || (securityContext.runAsNonRoot && drop.includes('ALL'))
      ? []
      : [`${of} has the privileges of root`]),
    ...PROBES.flatMap((probe) => {
      const found = container[probe];
      return found === undefined || 'exec' in found ? [] : [`${of}: ${probe} is not a command`];
    }),
  ];
}

describe.each(everywhere)('%s, on EKS', (_, written, plane) => {
  const { manifests, pods, registrars } = onEksOf(written, plane);

  test(`on ${plane} each object is whole by itself`, () => {
    expect(manifests.flatMap(mistakesIn)).toEqual([]);
  });

  test(`on ${plane} no two objects are one`, () => {
    // Clusters are apart.
    const namesOf = (cluster: string): readonly string[] =>
      pods.filter((pod) => pod.cluster === cluster).map(({ namespace, key }) => `${namespace}/${key}`);
    expect(registrars.flatMap(({ cluster }) => repeated(namesOf(cluster)))).toEqual([]);
  });

  test(`on ${plane} a pod has room for its containers`, () => {
    const overfull = manifests
      .filter(({ kind, metadata }) => kind === 'Deployment' && metadata.name !== 'meshspan-registrar')
      .flatMap((manifest) => {
        const pod = pods.find(({ key }) => key === manifest.metadata.name);
        const { initContainers = [], containers } = templateOf(manifest).spec;
        const lasting = [
          ...initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always'),
          ...containers,
        ];
        const sum = lasting.reduce((all, { resources }) => all + mib(resources.limits.memory), 0);
        return sum <= (pod?.memory ?? 0) ? [] : [`${manifest.metadata.name}: ${sum} of ${pod?.memory}`];
      });
    expect(overfull).toEqual([]);
  });
});
