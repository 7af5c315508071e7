import { check, type CheckResult } from '../core/checker';
import { demandsOf, lower, notDeployedOf, type AppMeshLowered } from '../core/dataplane';
import { planOf, type Plan } from '../core/planner';
import type { PlacedEdge } from '../core/report';
import { isUnbuildable } from '../core/rules';
import {
  closed,
  topologyOf,
  type Closed,
  type DataPlane,
  type Finding,
  type Path,
  type Place,
  type Result,
  type Topology,
} from '../core/topology';
import { loadTopology } from './load';
import { placed } from './positions';

export interface JudgeOptions {
  /** How findings name the file. @default its path */
  readonly file?: string;
  /** Values of parameters, by name. */
  readonly values?: Readonly<Record<string, string>>;
  /** Values that are there for whoever wants them: a name that the topology doesn't declare is no mistake. */
  readonly offered?: Readonly<Record<string, string>>;
  /** @default what the topology says */
  readonly dataPlane?: DataPlane;
}

/** All that the stacks of a topology are made of. */
export interface Deployable {
  readonly topology: Topology;
  readonly plan: Plan;
  readonly lowered: Closed<AppMeshLowered>;
}

/** A topology that could be read, with everything that follows from it. */
export interface Judgement {
  readonly kind: 'judged';
  readonly topology: Topology;
  readonly edges: readonly PlacedEdge[];
  readonly resources: CheckResult['resources'];
  /** What is wrong with the mesh, or dangerous in it. */
  readonly findings: readonly Finding[];
  /** Absent where something keeps it from being planned. */
  readonly plan?: Plan;
  /** What keeps it from being planned, or should be known before it is. */
  readonly planFindings: readonly Finding[];
  /** What stacks are made of; absent where something keeps it from being planned or has no value. */
  readonly deployable?: Deployable;
  /** Where the thing at a path was written. */
  readonly placeOf: (path: Path) => Place;
}

/** A file that is no topology. */
export interface Unread {
  readonly kind: 'unread';
  readonly findings: readonly Finding[];
}

/** Everything up to the constructs: reads the file, completes it, lowers, plans and checks it. */
export async function judge(path: string, options: JudgeOptions = {}): Promise<Judgement | Unread> {
  const file = options.file ?? path;
  const loaded = await loadTopology(path, file);
  if (!loaded.ok) return { kind: 'unread', findings: loaded.findings };
  const { positions } = loaded.value;
  const place = (findings: readonly Finding[]): readonly Finding[] => placed(findings, positions, file);

  const written = withDataPlane(loaded.value.written, options.dataPlane);
  const values = { ...declaredOf(written, options.offered ?? {}), ...options.values };
  const parsed = topologyOf(written, { values });
  if (!parsed.ok) return { kind: 'unread', findings: [...loaded.findings, ...place(parsed.findings)] };

  const topology = parsed.value;
  const lowered = lower(topology);
  const checked = lowered.ok ? check(topology, lowered.value, lowered.findings) : nothing(lowered.findings);
  const planned = planOf(topology, demandsOf(topology), notDeployedOf(topology));
  const deployable = deployableOf(topology, planned, lowered);
  const placeOf = (at: Path): Place => ({ path: at, file, ...positions(at) });
  return {
    kind: 'judged',
    topology,
    edges: checked.edges.map((edge) => ({ ...edge, at: placeOf(edge.at) })),
    resources: checked.resources,
    findings: [...loaded.findings, ...place([...parsed.findings, ...checked.findings])],
    ...(planned.ok && { plan: planned.value }),
    planFindings: place(deployable.findings),
    ...(deployable.ok && { deployable: deployable.value }),
    placeOf,
  };
}

function deployableOf(
  topology: Topology,
  plan: Result<Plan>,
  lowered: Result<AppMeshLowered>,
): Result<Deployable> {
  const findings = plan.findings;
  if (!plan.ok || !lowered.ok || lowered.findings.some(isUnbuildable)) return { ok: false, findings };
  const complete = closed(lowered.value);
  return 'parties' in complete
    ? { ok: true, value: { topology, plan: plan.value, lowered: complete }, findings }
    : { ok: false, findings: [...findings, ...complete] };
}

const nothing = (findings: readonly Finding[]): CheckResult => ({ edges: [], findings, resources: [] });

function withDataPlane(written: unknown, dataPlane: DataPlane | undefined): unknown {
  return dataPlane !== undefined && isRecord(written) ? { ...written, dataPlane } : written;
}

function declaredOf(
  written: unknown,
  offered: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const declared = isRecord(written) && isRecord(written['parameters']) ? written['parameters'] : {};
  return Object.fromEntries(Object.entries(offered).filter(([name]) => Object.hasOwn(declared, name)));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
