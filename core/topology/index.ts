export * from './account';
export * from './aws-object';
export type * from './certificate';
export * from './cidr';
export * from './closed';
export { isCovered } from './covered';
export * from './discovery-services';
export * from './eks';
export * from './endpoints';
export { didYouMean } from './did-you-mean';
export * from './fargate';
export * from './finding';
export * from './front';
export { FORMS, fits, type FormName } from './forms';
export { topologyOf, topologyOfPlain } from './parse';
export { developmentFolder } from './development';
export { isIssuing, MOST_LEVELS_BELOW, pathLengthsOf } from './hierarchy';
export { rootOf, trustInAll } from './roots';
export * from './rotation';
export { defaultAuthority } from './parse/authorities';
export { issued } from './parse/certificates';
export { discoveryNameOf } from './parse/workloads';
export { nameKindOf } from './name-kind';
export * from './networks';
export * from './partition';
export { plainOf } from './plain';
export { standingOf } from './regions';
export * from './rule';
export type * from './runtime';
export { topologyRules } from './rules';
export {
  BUILDERS,
  fieldsOf,
  referenceOf,
  RETRY_EVENTS,
  topologyJsonSchema,
  type Written,
  type WrittenTopology,
} from './schema';
export type * from './service';
export * from './topology';
export * from './value';
export type * from './workload';
export * as write from './write';
