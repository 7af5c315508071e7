export { check, verdictsOf, type CheckOptions, type CheckResult } from './check';
export { RULES, type DecidingRule } from './deciding-rules';
export { REASONS } from './reasons';
export { FIXES } from './rules/broken';
export { checkerRules } from './rules';
export type { Edge, Reason, Verdict } from './verdict';
export { VERDICTS } from './verdicts';
