import { checkerRules } from './checker';
import { appMeshRules } from './dataplane/app-mesh/rules';
import { dataPlaneRules } from './dataplane/rules';
import { plannerRules } from './planner/rules';
import { topologyRules, type Finding, type Rule } from './topology';

/** Every rule of the core, in the order in which a topology meets them; `sources/all-rules.ts` adds those of files. */
export const coreRules: readonly Rule[] = [
  ...Object.values(topologyRules),
  ...Object.values(dataPlaneRules),
  ...appMeshRules,
  ...Object.values(plannerRules),
  ...checkerRules,
];

const unbuildable: ReadonlySet<string> = new Set(
  coreRules.filter((rule) => rule.unbuildable === true).map(({ id }) => id),
);

/** Whether nothing can be built while the finding stands, whatever `--fail-on` lets pass. */
export const isUnbuildable = ({ rule, severity }: Finding): boolean =>
  severity === 'error' && unbuildable.has(rule);
