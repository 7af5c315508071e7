/** `api` on a cluster of EKS. */
export const onEks = (cluster: object, runtime: object = {}) => ({
  clusters: { pods: { kind: 'eks', account: 'back', ...cluster } },
  workloads: { api: { runtime: { image: 'i', ...runtime } } },
});
export const onEcs = (cluster: object, runtime: object = {}) => ({
  clusters: { tasks: { kind: 'ecs', account: 'back', ...cluster } },
  workloads: { api: { runtime: { image: 'i', ...runtime } } },
});
export const typedPods = (cluster: object) => ({ clusters: { pods: cluster } });
export const typedTasks = (cluster: object) => ({ clusters: { tasks: cluster } });
