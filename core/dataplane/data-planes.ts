import { appMesh } from './app-mesh';
import type { DataPlanes } from './contract';
import { envoy } from './envoy';

/** Every data plane that this version renders, by the name that a topology gives it. */
export const dataPlanes: DataPlanes = { 'app-mesh': appMesh, envoy };
