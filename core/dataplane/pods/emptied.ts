import type { Container } from '../../planner/change';

/** Types of the resources that are objects of Kubernetes. */
const OBJECTS: readonly string[] = ['kubernetes_manifest', 'kubernetes_deployment_v1'];

/** What AWS deletes only once no pod uses it, and what would go on without its cluster. */
const HOLDERS: readonly string[] = ['aws_security_group', 'aws_eks_cluster', 'aws_eks_node_group'];

/** A stack that deletes pods does so before another one deletes their security groups, or their cluster. */
export const podContainers: readonly Container[] = [
  { is: ({ type }) => HOLDERS.includes(type), holds: ({ type }) => OBJECTS.includes(type) },
];
