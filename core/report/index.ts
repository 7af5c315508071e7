export { billedOf } from './billed';
export { checkJson, type CheckJson } from './check-json';
export { checkText, verdictsText } from './check-text';
export { checksReferenceOf } from './checks-reference';
export { lossesText } from './differences-text';
export type { PlacedEdge } from './edge';
export { explanationOf, explanationsOf } from './explanation';
export { featuresReferenceOf } from './features-reference';
export { findingsSummary, findingsText, placeText } from './findings';
export { handedOverBy, handedOverText } from './handover-text';
export { formats, type Format, type Formatted, type Report, type Reports } from './format';
export { jsonText } from './json-text';
export {
  differencesOf,
  labPage,
  liveTexts,
  labPageScript,
  type LabDoor,
  type LabPage,
  type LabPlaces,
  type LabResults,
  type LabRun,
  type LiveEdge,
} from './lab';
export { manifestsOf, type StackOutputs } from './manifests';
export { markdownTable } from './markdown';
export type { PlacedParty } from './picture';
export { meshText } from './mesh-text';
export { missingValuesText } from './missing-values-text';
export { planJson, type PlanJson } from './plan-json';
export { planText } from './plan-text';
export { findingJson } from './place';
export {
  checkReports,
  explanationReports,
  labReports,
  planReports,
  synthReports,
  type Synthesized,
} from './reports';
export type { RotationJson } from './rotation';
export { ansi, plain, printable, type Style } from './style';
export { tableOf } from './table';
