import { checkerRules } from './checker';
import { dataPlaneRules, dataPlanes } from './dataplane';
import { plannerRules } from './planner/rules';
import { topologyRules, type Rule } from './topology';

/** Every rule of the core, in the order in which a topology meets them; `sources/all-rules.ts` adds those of files. */
export const coreRules: readonly Rule[] = [
  ...Object.values(topologyRules),
  ...Object.values(dataPlaneRules),
  ...Object.values(dataPlanes).flatMap(({ rules }) => rules),
  ...Object.values(plannerRules),
  ...checkerRules,
];
