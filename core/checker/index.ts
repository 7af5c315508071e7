export { check, verdictsOf, type CheckResult, type CheckedResource } from './check';
export { RULES, type DecidingRule, type RuleId } from './deciding-rules';
export { REASONS, type ReasonFacts } from './reasons';
export type { Rule } from './rule';
export { checkerRules } from './rules';
export type { Edge, Reason, Verdict } from './verdict';
