import type { EnvoyContent } from '../../core/dataplane/envoy/assets/contents';
import type { BuildersOf } from '../builders';
import type { EnvoyStack } from './context';

/** The builder of one content of Envoy. */
export type Builder<K extends EnvoyContent['kind']> = BuildersOf<EnvoyContent, EnvoyStack>[K];
