/**
 * meshspan: a service mesh that spans AWS accounts, described once. A topology file imports from here what it is
 * written with; a program finds what the command is built from.
 */
export * from './sources/library';
export { loadTopology } from './sources/load';
export { judge, type Deployable, type Judgement, type JudgeOptions, type NotATopology } from './core/judge';
export type { Source } from './core/source';
export { checkJson, planJson, type CheckJson, type PlanJson } from './core/report';
export { buildApp, KubernetesStack, MeshStack, synthesize } from './stacks';
export { cdktfApp } from './cdktf-app';

export type { CheckResult, Edge, Reason, Verdict } from './core/checker';
export type { Lowered, Lowering } from './core/dataplane';
export type { Output, Plan, Stack, StackKind, Wire, WireKind } from './core/planner';
export type {
  DataPlane,
  Finding,
  Path,
  Place,
  Result,
  Severity,
  Topology,
  WrittenTopology,
} from './core/topology';
