import { defined } from '../../base/properties';
import type { Closed, Topology } from '../../topology';
import type { Lowered } from '../lowered';
import { APPLICATION, applicationOf, writableVolumes } from './application';
import { taskMeshOf, type PartsOf, type TaskMesh } from './mesh';
import { taskNameOf } from './names';
import { EXEC, startStatementsOf } from './permissions';
import { runsOf, type Run } from './runs';
import type { ContainerSpec, TargetSpec, TaskParts, TaskSpec, VolumeSpec } from './specs';
import { tracingOf } from './tracing';

/**
 * Seconds in which a new task may fail the health checks of its load balancers: its image is pulled, its files are
 * fetched, and its proxy is healthy before its application starts.
 */
const GRACE_SECONDS = 120;

/** The tasks of a mesh, one for each workload and gateway that ECS runs; `podsOf` has those of EKS. */
export function tasksOf(
  topology: Closed<Topology>,
  lowered: Closed<Lowered>,
  partsOf: PartsOf,
): readonly TaskSpec[] {
  const mesh = taskMeshOf(topology, lowered, partsOf);
  return runsOf(topology, 'ecs').map((run) => taskOf(mesh, run));
}

/** What runs a party, on either platform. */
export function taskOf(mesh: TaskMesh, run: Run): TaskSpec {
  const { topology, partsOf } = mesh;
  const { id, kind, key, at, account, registers, runtime } = run;
  const { cluster, cpu, memory, architecture, application, replicas, logs, exec } = runtime;
  const parts = partsOf(id);
  const targets = targetsOf(mesh, run, parts);
  const tracing = tracingOf(runtime.tracing, topology.images.tracing);
  const containers = [
    ...parts.containers.map((container) => withTargets(container, targets)),
    ...(tracing === undefined ? [] : [tracing.container]),
    ...(application === undefined
      ? []
      : [applicationOf(topology, application, parts, portsAt(targets, APPLICATION))]),
  ];
  return {
    id,
    kind,
    key,
    at,
    account,
    name: taskNameOf(topology.mesh.name, key),
    cluster,
    cpu,
    memory,
    architecture,
    containers,
    volumes: eachOnce([...parts.volumes, ...(application === undefined ? [] : writableVolumes(application))]),
    ...defined({
      interception: parts.interception,
      configuration: parts.configuration,
      annotations: parts.annotations,
    }),
    allows: [...parts.allows, ...(tracing?.allows ?? []), ...(exec ? [EXEC] : [])],
    policies: application?.policies ?? [],
    startAllows: startStatementsOf(topology, account, containers),
    replicas,
    logs,
    exec,
    ...(targets.length > 0 && { graceSeconds: GRACE_SECONDS }),
    targets,
    registers,
  };
}

/** What load balancers reach: the container that accepts for the party, or the application on a port that the other lacks. */
function targetsOf(mesh: TaskMesh, run: Run, { containers, entrance }: TaskParts): readonly TargetSpec[] {
  const open = new Set(containers.find(({ name }) => name === entrance)?.ports);
  const containerAt = (port: number): string =>
    open.has(port) || run.runtime.application === undefined ? entrance : APPLICATION;
  return mesh.inFrontOf(run.id).flatMap(({ id: loadBalancer, targetGroups }) =>
    targetGroups.map(({ key, port }) => ({
      loadBalancer,
      targetGroup: key,
      container: containerAt(port),
      port,
    })),
  );
}

const portsAt = (targets: readonly TargetSpec[], container: string): readonly number[] =>
  targets.filter((target) => target.container === container).map(({ port }) => port);

/** ECS registers only ports that the container names. */
const withTargets = (container: ContainerSpec, targets: readonly TargetSpec[]): ContainerSpec => ({
  ...container,
  ports: [...new Set([...container.ports, ...portsAt(targets, container.name)])],
});

const eachOnce = (volumes: readonly VolumeSpec[]): readonly VolumeSpec[] => [
  ...new Map(volumes.map((volume) => [volume.name, volume])).values(),
];
