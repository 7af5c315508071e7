import type { Container } from '../../planner/change';

/** Type of the resource that is any object of Kubernetes. */
const OBJECT = 'kubernetes_manifest';

/** What AWS deletes only once no pod uses it, and what would go on without its cluster. */
const HOLDERS: readonly string[] = ['aws_security_group', 'aws_eks_cluster', 'aws_eks_node_group'];

/** A stack that deletes pods does so before another one deletes their security groups, or their cluster. */
export const podContainers: readonly Container[] = [
  { is: ({ type }) => HOLDERS.includes(type), holds: ({ type }) => type === OBJECT },
];
