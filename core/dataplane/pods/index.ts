export { podAssets } from './assets';
export { clusterManifestsOf } from './cluster-manifests';
export { eksClustersOf } from './clusters';
export { podContainers } from './emptied';
export { objectsOf } from './objects';
export { clusterObjectsOf } from './objects/cluster';
export { podsOf } from './pods';
export { registrarsOf } from './registrar';
export type * from './specs';
