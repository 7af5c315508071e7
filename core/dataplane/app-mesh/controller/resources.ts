import type { Manifest, ManifestTree } from '../../pods/specs';
import type { Scope } from './scope';

/** Kinds of custom resources of the controller that are objects of App Mesh. */
export type ResourceKind =
  | 'Mesh'
  | 'VirtualNode'
  | 'VirtualService'
  | 'VirtualRouter'
  | 'VirtualGateway'
  | 'GatewayRoute';

export const API_VERSION = 'appmesh.k8s.aws/v1beta2';

/** A custom resource in the namespace of the cluster. */
export const resourceOf = (
  { namespace }: Scope,
  kind: ResourceKind,
  name: string,
  spec: ManifestTree,
  labels?: Readonly<Record<string, string>>,
): Manifest => ({
  apiVersion: API_VERSION,
  kind,
  metadata: { name, namespace, ...(labels && { labels }) },
  spec,
});
