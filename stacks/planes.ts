import { appMesh } from './app-mesh';
import { envoy } from './envoy';
import type { StackPlanes } from './plane';

/** Every data plane whose assets can be built. */
export const stackPlanes: StackPlanes = { 'app-mesh': appMesh, envoy };
