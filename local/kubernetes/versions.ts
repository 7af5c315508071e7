/** The version of Kubernetes whose API server, controllers and scheduler run here. */
export const kubernetesVersion = '1.34.4';
/** kwok simulates nodes and what runs on them. */
export const kwokVersion = '0.8.0';
/** kubeconform compares manifests with the published schemas. */
export const kubeconformVersion = '0.8.0';
