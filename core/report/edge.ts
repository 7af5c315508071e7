import { REASONS, type Edge } from '../checker';
import type { Place } from '../topology';

/** An edge with the place of the line that decides it. */
export type PlacedEdge = Omit<Edge, 'at'> & { readonly at: Place };

/** `yelb-ui`: workloads by their key alone, since most ends are workloads. */
export const endText = (end: string): string => end.replace(/^workload\//, '');

/** Why, in one sentence, with what is unknown and the rule that decided. */
export function reasonText({ reason, missing, by }: Pick<Edge, 'reason' | 'missing' | 'by'>): string {
  const { sentence } = REASONS[reason];
  return `${sentence}${missing === undefined ? '' : `: ${missing}`} (${by})`;
}
