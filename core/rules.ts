import { checkerRules } from './checker';
import { dataPlaneRules, dataPlanes } from './dataplane';
import { plannerRules } from './planner/rules';
import { topologyRules, type Rule } from './topology';

/** A rule that several data planes apply is one rule. */
const ofDataPlanes: readonly Rule[] = [
  ...new Map(
    Object.values(dataPlanes).flatMap(({ rules }) => rules.map((rule) => [rule.id, rule] as const)),
  ).values(),
];

/** Every rule of the core, in the order in which a topology meets them; `sources/all-rules.ts` adds those of files. */
export const coreRules: readonly Rule[] = [
  ...Object.values(topologyRules),
  ...Object.values(dataPlaneRules),
  ...ofDataPlanes,
  ...Object.values(plannerRules),
  ...checkerRules,
];

/** Former area and name of each rule that was renamed, and its id. */
const RENAMED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'app-mesh': {
    'alike-targets': 'route/targets-alike',
    'empty-range': 'route/empty-range',
    'host-with-port': 'route/host',
    'idle-health-check-path': 'listener/health-check-path',
    'idle-router-listener': 'route/idle-listener',
    'path-start': 'route/path',
    'pseudo-header': 'route/header',
    'route-pattern': 'route/pattern',
    'route-port': 'route/port',
    'route-protocol': 'route/protocol',
    'same-match': 'route/same-match',
    'shared-port': 'route/shared-port',
    'zero-weights': 'route/zero-weights',
  },
};

/** By the id that a rule had in an earlier version, the one that it has now. */
export const renamedRules: ReadonlyMap<string, string> = new Map(
  Object.entries(RENAMED).flatMap(([area, names]) =>
    Object.entries(names).map(([name, current]) => [`${area}/${name}`, current] as const),
  ),
);
