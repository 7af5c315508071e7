export type { ApiClient } from './client';
export { sentenceIn } from './client';
export { builtMirrors, installKubeconform, installKubernetes, installProvider } from './install';
export { resourcesOfAddon } from './addon-resources';
export { addNode, removeNode } from './nodes';
export { startKubernetes, type Kubernetes } from './server';
