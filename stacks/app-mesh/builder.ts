import type { AppMeshContent } from '../../core/dataplane/app-mesh/assets/contents';
import type { BuildersOf } from '../builders';
import type { AppMeshStack } from './context';

/** The builder of one content of App Mesh. */
export type Builder<K extends AppMeshContent['kind']> = BuildersOf<AppMeshContent, AppMeshStack>[K];
