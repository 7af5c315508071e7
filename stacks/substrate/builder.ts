import type { SubstrateContent } from '../../core/planner';
import type { BuildersOf } from '../builders';
import type { MeshStack } from '../mesh-stack';

/** The builder of one content of the substrate. */
export type Builder<K extends SubstrateContent['kind']> = BuildersOf<SubstrateContent, MeshStack>[K];
