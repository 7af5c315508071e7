import { contentId, type AssetValue } from '../../planner';

/** What the stacks contain to run the pods of a mesh; each is built by the builder of its kind. */
export type PodContent = { readonly id: string } & (
  | {
      /** An EKS cluster that is created, with its nodes and add-ons, in a stack of AWS. */
      readonly kind: 'eks-cluster';
      /** Key of the cluster. */
      readonly cluster: string;
    }
  | {
      /** The role of a party's pods, and what gives it to their service account, in a stack of AWS. */
      readonly kind: 'pod-role';
      /** Party id. */
      readonly party: string;
    }
  | {
      /** The role of what registers the pods of a cluster, and the security group by which they ask its DNS, in a stack of AWS. */
      readonly kind: 'registrar-role';
      /** Key of the cluster. */
      readonly cluster: string;
    }
  | {
      /** What a cluster contains once: its namespace and what registers its pods, in a stack of Kubernetes. */
      readonly kind: 'cluster-objects';
      /** Key of the cluster. */
      readonly cluster: string;
    }
  | {
      /** The objects of a party, in a stack of Kubernetes. */
      readonly kind: 'pod';
      /** Party id. */
      readonly party: string;
      /** Keys of the stores whose files its containers get. */
      readonly stores: readonly string[];
    }
);

/** Ids of contents, unique among all of a mesh: each begins with the key of its account. */
export const eksClusterContentId = (account: string, cluster: string): string =>
  contentId(account, 'eks-cluster', cluster);
/** @param party its id, `<kind>/<key>` */
export const podRoleContentId = (account: string, party: string): string =>
  contentId(account, 'pod-role', party.replace('/', '-'));
/** @param cluster its key */
export const registrarRoleContentId = (account: string, cluster: string): string =>
  contentId(account, 'registrar-role', cluster);
export const clusterObjectsContentId = (account: string, cluster: string): string =>
  contentId(account, 'cluster-objects', cluster);
/** What a data plane's own controller needs in a cluster before any pod of the mesh starts, where there is one. */
export const controllerContentId = (account: string, cluster: string): string =>
  contentId(account, 'controller', cluster);
/** @param party its id, `<kind>/<key>` */
export const podContentId = (account: string, party: string): string =>
  contentId(account, 'pod', party.replace('/', '-'));

const asset =
  (what: string) =>
  (cluster: string): AssetValue => ({ kind: 'asset', what, key: cluster });

/** Name of a cluster that is created, by its key; so are the others. */
export const eksClusterNameValue = asset('eks-cluster-name');
/** URL of its API server. */
export const eksEndpointValue = asset('eks-endpoint');
/** The certificate of its API server's authority, in base64 (PEM). */
export const eksAuthorityValue = asset('eks-certificate-authority');
/**
 * The Cloud Map service of a workload, for the registrar of a cluster in the same account.
 * @param cluster its key
 * @param workload its key
 */
export const registeredServiceArnValue = (cluster: string, workload: string): AssetValue =>
  asset('registered-service-arn')(`${cluster}-${workload}`);
/** The security group that EKS makes for control plane and nodes: pods ask its DNS. */
export const eksSecurityGroupIdValue = asset('eks-security-group-id');
/** The security group that all pods of a cluster have, to ask its DNS. */
export const dnsGroupIdValue = asset('dns-security-group-id');
