/** The version of Kubernetes whose API server, controllers and scheduler run here. */
export const kubernetesVersion = '1.34.4';
/** kwok simulates nodes and what runs on them. */
export const kwokVersion = '0.8.0';
/** kubeconform compares manifests with the published schemas. */
export const kubeconformVersion = '0.8.0';
/**
 * The commit from which hashicorp/kubernetes is built where neither a mirror nor the registry has it: two commits after
 * its release 3.2.1, because Go can only name commits of a module whose major version is not in its path.
 */
export const providerCommit = 'v1.13.4-0.20260821094251-3a33fb6cc605';
