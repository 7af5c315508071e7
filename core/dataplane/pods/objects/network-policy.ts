import { selectorOf } from './labels';
import type { Manifest } from '../specs';

/**
 * Lets nothing in to pods but TCP on these ports, from anywhere: security groups and certificates decide who calls. Security groups
 * count for what comes from another host alone, and this policy for what is on the same node too (EKS user guide, "Assign security
 * groups to individual Pods", `POD_SECURITY_GROUP_ENFORCING_MODE`). It is asked on the host's side of a pod's network, where a
 * packet still has the port that the caller wrote: what the kernel of the pod redirects has the application's, not the proxy's.
 * @param ports none: nothing enters
 */
export const networkPolicyOf = (metadata: Manifest['metadata'], ports: readonly number[]): Manifest => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata,
  spec: {
    podSelector: { matchLabels: selectorOf(metadata.name) },
    policyTypes: ['Ingress'],
    // The API server leaves an empty list out.
    ...(ports.length > 0 && { ingress: [{ ports: ports.map((port) => ({ protocol: 'TCP', port })) }] }),
  },
});
