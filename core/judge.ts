import { accepting, refusedAcceptances } from './accept';
import { isRecord, recordOf } from './base/json';
import { defined } from './base/properties';
import { check, type CheckResult } from './checker';
import { lower, rulesElsewhere, type DataPlanes, type Lowered, type Lowering } from './dataplane';
import { planOf, type Plan } from './planner';
import type { PlacedEdge } from './report';
import { placed, type Source } from './source';
import {
  closed,
  didYouMean,
  findingOf,
  plainOf,
  topologyOfPlain,
  topologyRules,
  type Closed,
  type DataPlane,
  type Finding,
  type Path,
  type Place,
  type Result,
  type Topology,
} from './topology';

export interface JudgeOptions {
  /** Values of parameters, by name. */
  readonly values?: Readonly<Record<string, string>>;
  /** Values that are only offered: a name that the topology doesn't declare is not a mistake. */
  readonly offered?: Readonly<Record<string, string>>;
  /** @default what the topology says */
  readonly dataPlane?: DataPlane;
  /** @default what the topology says */
  readonly environment?: string;
  /** The date for which to judge. @default unknown: what depends on it is undecided */
  readonly at?: Date;
  /** Days before the end of a certificate during which the check warns about it; 0: never. @default 30 */
  readonly expiresWithin?: number;
  /** The data planes to choose from. @default those of this version */
  readonly planes?: DataPlanes;
}

/** All that the stacks of a topology are built from. */
export interface Deployable {
  readonly topology: Topology;
  readonly plan: Plan;
  readonly lowered: Closed<Lowered>;
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
  /** What stacks are built from; absent where something keeps it from being planned or has no value. */
  readonly deployable?: Deployable;
  /** Where the thing at a path was written. */
  readonly placeOf: (path: Path) => Place;
}

/** The findings of a judgement: those of the mesh, then those of the plan. */
export const allFindingsOf = ({ findings, planFindings }: Judgement): readonly Finding[] => [
  ...findings,
  ...planFindings,
];

/** Something that is not a topology, and why. */
export interface NotATopology {
  readonly kind: 'not-a-topology';
  readonly findings: readonly Finding[];
}

/** Judges what was read, up to the constructs: completes, lowers, plans and checks it. */
export function judge(read: Result<Source>, options: JudgeOptions = {}): Judgement | NotATopology {
  if (!read.ok) return { kind: 'not-a-topology', findings: read.findings };
  const source = read.value;
  const plain = plainOf(source.written);
  if (!plain.ok) {
    return { kind: 'not-a-topology', findings: [...read.findings, ...placed(plain.findings, source)] };
  }
  const { dataPlane, environment, offered = {} } = options;
  const written = replacing(plain.value, defined({ dataPlane, environment }));
  const values = { ...declaredOf(written, offered), ...options.values };
  const parsed = withFindings(topologyOfPlain(written, { values }), [
    ...misspeltFindings(written, values, offered),
    ...environmentFindings(plain.value, values, environment),
  ]);
  if (!parsed.ok) {
    return { kind: 'not-a-topology', findings: [...read.findings, ...placed(parsed.findings, source)] };
  }
  const refused = refusedAcceptances(parsed.value.accept);
  if (refused.length > 0)
    return { kind: 'not-a-topology', findings: [...read.findings, ...placed(refused, source)] };
  const lowering = lower(parsed.value, options.planes);
  const topology = lowering.ok ? lowering.value.topology : parsed.value;
  const checked = lowering.ok
    ? check(
        topology,
        lowering.value.lowered,
        lowering.findings,
        defined({ at: options.at?.getTime(), expiresWithin: options.expiresWithin }),
      )
    : { edges: [], findings: lowering.findings, resources: [] };
  const planned: Result<Plan> = lowering.ok
    ? planOf(topology, lowering.value.demands)
    : { ok: false, findings: [] };
  const deployable = deployableOf(topology, planned, lowering);
  const { file, positions } = source;
  const placeOf = (at: Path): Place => ({ path: at, file, ...positions(at) });
  const ofMesh = [...read.findings, ...placed([...parsed.findings, ...checked.findings], source)];
  const ofPlan = placed(deployable.findings, source);
  const { mark, stale } = accepting(topology.accept, rulesElsewhere(topology.dataPlane, options.planes));
  const findings = [...mark(ofMesh)];
  const planFindings = mark(ofPlan);
  // Where something is refused, not every check was made.
  if (![...ofMesh, ...ofPlan].some(({ severity }) => severity === 'error'))
    findings.push(...placed(stale(), source));
  return {
    kind: 'judged',
    topology,
    edges: checked.edges.map((edge) => ({ ...edge, at: placeOf(edge.at) })),
    resources: checked.resources,
    findings,
    ...(planned.ok && { plan: planned.value }),
    planFindings,
    ...(deployable.ok && { deployable: deployable.value }),
    placeOf,
  };
}

function deployableOf(
  topology: Topology,
  plan: Result<Plan>,
  lowering: Result<Lowering>,
): Result<Deployable> {
  const findings = plan.findings;
  if (!plan.ok || !lowering.ok || !lowering.value.isBuildable) return { ok: false, findings };
  const complete = closed(lowering.value.lowered);
  return 'parties' in complete
    ? { ok: true, value: { topology, plan: plan.value, lowered: complete }, findings }
    : { ok: false, findings: [...findings, ...complete] };
}

/** The topology with other values for some of its keys. */
const replacing = (written: unknown, by: object): unknown =>
  isRecord(written) && Object.keys(by).length > 0 ? { ...written, ...by } : written;

/** Names that are offered, and that no parameter has, where a parameter without a value has nearly that name. */
function misspeltFindings(
  written: unknown,
  values: Readonly<Record<string, string>>,
  offered: Readonly<Record<string, string>>,
): readonly Finding[] {
  const declared = Object.keys(recordOf(recordOf(written)['parameters']));
  const unset = declared.filter((name) => !Object.hasOwn(values, name));
  return Object.keys(offered)
    .filter((name) => !declared.includes(name))
    .flatMap((name) => {
      const meant = didYouMean(name, unset);
      if (meant === undefined) return [];
      const summary = `the environment offers a value for "${name}", and no parameter has that name`;
      const fix = `${meant} Names are case-sensitive`;
      return [findingOf(topologyRules['parameter/misspelt'], { at: ['parameters'], summary, fix })];
    });
}

/** The environment that was named, where the topology takes it from a parameter that has another value. */
function environmentFindings(
  written: unknown,
  values: Readonly<Record<string, string>>,
  environment: string | undefined,
): readonly Finding[] {
  const parameter = recordOf(recordOf(written)['environment'])['parameter'];
  if (environment === undefined || typeof parameter !== 'string' || !Object.hasOwn(values, parameter))
    return [];
  const value = values[parameter];
  if (value === environment) return [];
  const summary = `--environment is "${environment}", and parameter "${parameter}", which the topology uses as its environment, is "${value}"`;
  const fix = `leave out --environment (or MESHSPAN_ENVIRONMENT), or set ${parameter}=${environment} with the other values of "${environment}"`;
  return [findingOf(topologyRules['topology/environment'], { at: ['environment'], summary, fix })];
}

const withFindings = (parsed: Result<Topology>, more: readonly Finding[]): Result<Topology> => ({
  ...parsed,
  findings: [...more, ...parsed.findings],
});

function declaredOf(
  written: unknown,
  offered: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const declared = recordOf(recordOf(written)['parameters']);
  return Object.fromEntries(Object.entries(offered).filter(([name]) => Object.hasOwn(declared, name)));
}
