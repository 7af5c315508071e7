import type { Plan } from '../planner';
import type { Finding } from '../topology';
import { checkSummary, verdictsText } from './check-text';
import type { PlacedEdge } from './edge';
import { planText } from './plan-text';
import { plain, type Style } from './style';

/** What a mesh is before it is built: the plan, the verdicts, and the counts of verdicts and findings. */
export function meshText(
  plan: Plan,
  edges: readonly PlacedEdge[],
  findings: readonly Finding[],
  style: Style = plain,
): string {
  const summary = style.strong(checkSummary(edges, findings));
  return `${planText(plan, style)}\n${verdictsText(edges, style)}\n${summary}\n\n`;
}
