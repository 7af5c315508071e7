export { checkJson, type CheckJson } from './check-json';
export { checkSummary, checkText, verdictsText } from './check-text';
export type { PlacedEdge } from './edge';
export { findingsSummary, findingsText, placeText } from './findings';
export { planJson, type PlanJson } from './plan-json';
export { planText } from './plan-text';
export { ansi, plain, type Style } from './style';
export { tableOf } from './table';
