import { contentId, type AssetValue } from '../../../planner';
import type { CertificateContent } from '../../certificate-assets';
import type { Route, Text, Topology } from '../../../topology';

/** What App Mesh puts into the stacks; each is built by the builder of its kind. */
export type AppMeshContent = CertificateContent | OwnContent;

type OwnContent = { readonly id: string } & (
  | { readonly kind: 'mesh' }
  /** App Mesh's service-linked role, which looks up addresses for a member's nodes. */
  | { readonly kind: 'mesh-role' }
  /** The virtual node, with what belongs to its proxy. */
  | { readonly kind: 'workload'; readonly workload: string }
  /** The virtual service with its router; its routes are contents of their own. */
  | { readonly kind: 'service'; readonly service: string }
  | RouteContent
  /** The virtual gateway with its routes. */
  | { readonly kind: 'gateway'; readonly gateway: string }
  | ControllerContent
);

/** The App Mesh controller of a cluster of EKS. */
export type ControllerContent = { readonly id: string; readonly cluster: string } & (
  | {
      /** Its role, in a stack of AWS. */
      readonly kind: 'controller-role';
    }
  | {
      /** The controller itself and the mesh objects that it owns, in a stack of Kubernetes. */
      readonly kind: 'controller';
      /** Id of the content that creates the namespace of the mesh. */
      readonly inside: string;
    }
);

/**
 * `whole`: all its targets are in the account, or this is the owner's second stack. A member's route with targets in
 * other accounts is in two parts: `local` stays where `whole` was, `split` takes precedence once the others exist.
 */
export interface RouteContent {
  readonly id: string;
  readonly kind: 'route';
  /** Key of the service. */
  readonly service: string;
  /** The route's name in the topology, by which its address is known. */
  readonly name: Text;
  readonly part: 'whole' | 'local' | 'split';
  /** The route as it is created: with the name and the priority of the part, and without retired targets. */
  readonly route: Route;
}

export const meshId = ({ owner }: Topology): string => contentId(owner, 'mesh');
export const meshRoleId = (account: string): string => contentId(account, 'mesh-role');
export const workloadContentId = (account: string, workload: string): string =>
  contentId(account, 'workload', workload);
/** @param cluster its key */
export const controllerRoleId = (account: string, cluster: string): string =>
  contentId(account, 'controller-role', cluster);
export const serviceId = (account: string, service: string): string => contentId(account, 'service', service);

const asset = (what: string, key: string): AssetValue => ({ kind: 'asset', what, key });

export const meshArnValue = ({ mesh }: { readonly mesh: { readonly name: string } }): AssetValue =>
  asset('mesh-arn', mesh.name);
export const serviceArnValue = (service: string): AssetValue => asset('virtual-service-arn', service);
/** What the proxy's container gets as `APPMESH_RESOURCE_ARN`. */
export const proxyResourceArnValue = (party: string): AssetValue => asset('proxy-resource-arn', party);
export const serviceNameValue = (service: string): AssetValue => asset('virtual-service-name', service);
