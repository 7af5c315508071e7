import type { Topology } from '../topology';
import type { Demand } from './demand';
import type { Layout } from './layout';
import type { Content, OutputValue } from './plan';

/** A value that a content takes from another, in the same stack or not. */
export interface Read {
  /** Id of the content that tells it. */
  readonly from: string;
  readonly value: OutputValue;
}

/** A content in its stack, with what must be there before it. */
export interface Placement {
  readonly stack: string;
  readonly content: Content;
  readonly reads: readonly Read[];
  /** Ids of contents that must exist first though nothing of them is read. */
  readonly follows: readonly string[];
  /** It goes when any of these is retired; its stack stays. */
  readonly concerns: readonly { readonly retired: boolean }[];
}

/** What every placing function works from. */
export interface Site {
  readonly topology: Topology;
  readonly layout: Layout;
  readonly demands: readonly Demand[];
}

/** The demands of one kind. */
export function demandsOfKind<K extends Demand['kind']>(
  demands: readonly Demand[],
  kind: K,
): readonly Extract<Demand, { kind: K }>[] {
  return demands.filter((demand): demand is Extract<Demand, { kind: K }> => demand.kind === kind);
}

/** Id of a content: `<account>/<kind>`, then the keys that tell it apart from others of its kind there. */
export const contentId = (account: string, kind: string, ...keys: readonly string[]): string =>
  [account, kind, ...keys].join('/');
