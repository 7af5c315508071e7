import type { PlaneRule } from '../../contract';
import type { AppMeshLowered } from '../specs';

/** Something that App Mesh, or the provider, does not accept or use. A rule does not judge what is still open. */
export type AppMeshRule = PlaneRule<AppMeshLowered>;
