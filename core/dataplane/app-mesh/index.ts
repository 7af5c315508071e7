import type { DataPlane } from '../contract';
import { clusterManifestsOf, podContainers } from '../pods';
import { assetsOfAppMesh } from './assets';
import { changedOwnersIn } from './changed-owners';
import { controllerFilesOf, controllerPartsOf } from './controller/files';
import { explanations } from './explanations';
import { appMeshFeatures } from './features';
import { lookups } from './lookups';
import { secondPortsIn } from './second-ports';
import { lowerToAppMesh } from './lower';
import { needsOfAppMesh } from './needs';
import { appMeshRules } from './rules';
import type { AppMeshLowered } from './specs';
import { appMeshTaskParts } from './task';

const MESH = 'aws_appmesh_mesh';
const RELEASE = 'helm_release';

/** AWS App Mesh: Envoys that AWS's control plane configures. */
export const appMesh: DataPlane<AppMeshLowered> = {
  name: 'app-mesh',
  ended: {
    sentence: 'AWS ended App Mesh on 2026-09-30',
    unless: 'you have an App Mesh endpoint that still accepts deployments',
  },
  lower: lowerToAppMesh,
  needsOf: needsOfAppMesh,
  assetsOf: assetsOfAppMesh,
  filesOf: controllerFilesOf,
  manifestsOf: (topology, lowered) =>
    clusterManifestsOf(topology, lowered, appMeshTaskParts, controllerPartsOf(topology, lowered)),
  rules: appMeshRules,
  features: appMeshFeatures,
  explanations,
  lookups,
  containers: [
    ...podContainers,
    {
      is: ({ type }) => type === MESH,
      holds: ({ type }) => (type.startsWith('aws_appmesh_') && type !== MESH) || type === RELEASE,
    },
    // The controller deletes mesh objects with its role.
    {
      is: ({ type, name }) => type === 'aws_iam_role_policy' && name.startsWith('controller_'),
      holds: ({ type }) => type === RELEASE,
    },
  ],
  refusedChanges: (change) => [...secondPortsIn(change), ...changedOwnersIn(change)],
};
