import type { DataPlane } from '../../core/topology';
import { appMesh } from './app-mesh';
import type { Proof } from './proof';

/** The proofs of each data plane; a plane without confirmed values needs none. */
export const proofs: Partial<Readonly<Record<DataPlane, Proof>>> = { 'app-mesh': appMesh };
