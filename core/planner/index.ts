export type * from './asset';
export type * from './content';
export * from './handed-values';
export * from './ids';
export { knownValueOf } from './known-values';
export {
  givenOutput,
  inputNameOf,
  kubernetesName,
  meshLabelOf,
  outputNameOf,
  stacksOutput,
  valueKeyOf,
} from './names';
export type * from './need';
export { parallelismOf } from './parallelism';
export type * from './plan';
export { planOf } from './plan-of';
export { isListValue } from './values';
export type * from './values';
export { helm, providers, type Provider } from './providers';
