import type { Finding, Path } from './finding';
import type { Topology } from './topology';
import { findingOf } from './rule';
import { topologyRules } from './rules';
import { isParameterRef, type Closed } from './value';

/** A place that computes with a parameter which has no value yet. */
export interface OpenValue {
  readonly path: Path;
  readonly parameter: string;
}

/** Open `Value`s anywhere in a tree of plain data. Texts may stay open and are not listed. */
export function openValuesOf(tree: unknown, path: Path = []): readonly OpenValue[] {
  if (isParameterRef(tree)) return [{ path, parameter: tree.parameter }];
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([key, child]) =>
    openValuesOf(child, [...path, Array.isArray(tree) ? Number(key) : key]),
  );
}

/** Reports each open value that a plan cannot be made without. */
export function needsValue(open: OpenValue): Finding {
  return findingOf(topologyRules['parameter/open'], {
    at: open.path,
    summary: `the plan computes with parameter "${open.parameter}", which has no value`,
    fix: `pass --set ${open.parameter}=VALUE, or give the parameter a default`,
  });
}

/** `tree` as a closed one, or the findings of what is open in it. */
export function closed<T>(tree: T): Closed<T> | readonly Finding[] {
  const open = openValuesOf(tree);
  return open.length > 0 ? open.map(needsValue) : (tree as Closed<T>);
}

/** A tree, or a part of one, that the planner has proved closed, for code that computes with its values. */
export function stillClosed<T>(tree: T): Closed<T> {
  const found = closed(tree);
  if (Array.isArray(found)) throw new Error('an open value in a topology that has a plan');
  return found as Closed<T>;
}

/** A topology that has a plan. Parameters may be open: only texts that are copied still name them. */
export const closedTopology = (topology: Topology): Closed<Topology> =>
  stillClosed({ ...topology, parameters: {} });
