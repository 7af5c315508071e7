export type { ApiAnswer, ApiClient } from './client';
export { sentenceIn } from './client';
export {
  builtMirrors,
  installKubeconform,
  installKubernetes,
  installProvider,
  isKubernetesInstalled,
  type KubernetesPrograms,
} from './install';
export { addNode, removeNode } from './nodes';
export { startKubernetes, type Kubernetes } from './server';
