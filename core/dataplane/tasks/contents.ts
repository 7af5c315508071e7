import { contentId, type AssetValue, type Content } from '../../planner';

/** What the stacks contain to run the tasks of a mesh; each is built by the builder of its kind. */
export type TaskContent = { readonly id: string } & (
  | {
      /** An ECS cluster that is created. */
      readonly kind: 'cluster';
      /** Key of the cluster. */
      readonly cluster: string;
    }
  | {
      /** The task definition of a party with its roles, logs and service. */
      readonly kind: 'task';
      /** Party id. */
      readonly party: string;
      /** Keys of the stores whose files its containers get. */
      readonly stores: readonly string[];
    }
  | {
      readonly kind: 'load-balancer';
      /** Id of its `LoadBalancerSpec`. */
      readonly loadBalancer: string;
    }
  | {
      /** An authority for development, with its key in the state. */
      readonly kind: 'development-authority';
      /** Key of the authority. */
      readonly authority: string;
    }
  | {
      /** The secrets of a store with what an authority for development has made. */
      readonly kind: 'development-secrets';
      /** Key of the store. */
      readonly store: string;
    }
  | {
      /** A certificate of a public authority, with the records that validate its names. */
      readonly kind: 'public-certificate';
      /** Key of the certificate. */
      readonly certificate: string;
    }
  | {
      /** A hosted zone of Route 53 that is created for records of load balancers. */
      readonly kind: 'record-zone';
      readonly name: string;
      readonly private: boolean;
    }
  | {
      /** A store of certificate files in one account, with the task that fills it. */
      readonly kind: 'store';
      /** Key of the store. */
      readonly store: string;
    }
  /** The bucket for configurations of proxies that are too large for a task definition. */
  | { readonly kind: 'configuration-bucket' }
  | {
      /** The configuration of one proxy in that bucket. */
      readonly kind: 'configuration';
      /** Party id. */
      readonly party: string;
    }
);

/** Keys of the stores whose files a content brings to containers; none where it is neither a task nor a pod. */
export const storesOfContent = (content: Content): readonly string[] =>
  (content.kind === 'task' || content.kind === 'pod') && 'stores' in content && Array.isArray(content.stores)
    ? content.stores
    : [];

/** Ids of contents, unique among all of a mesh: each begins with the key of its account. */
export const clusterContentId = (account: string, cluster: string): string =>
  contentId(account, 'cluster', cluster);
/** @param party its id, `<kind>/<key>` */
export const taskContentId = (account: string, party: string): string =>
  contentId(account, 'task', party.replace('/', '-'));
/** @param loadBalancer its id, `<party kind>/<party key>/<layer>-<scheme>` */
export const loadBalancerContentId = (account: string, loadBalancer: string): string =>
  contentId(account, 'load-balancer', loadBalancer.replaceAll('/', '-'));
/** @param isPrivate whether the zone answers in the VPC of its account alone */
export const recordZoneContentId = (account: string, name: string, isPrivate: boolean): string =>
  contentId(account, 'record-zone', `${isPrivate ? 'private' : 'public'}-${name}`);
/** @param store its key; each account that reads it has its own */
export const storeContentId = (account: string, store: string): string => contentId(account, 'store', store);
/** @param authority its key */
export const developmentAuthorityId = (account: string, authority: string): string =>
  contentId(account, 'development-authority', authority);
/** @param store its key; each account that reads it has its own */
export const developmentSecretsId = (account: string, store: string): string =>
  contentId(account, 'development-secrets', store);
/** Of the only one of an account. */
export const configurationBucketId = (account: string): string => contentId(account, 'configuration-bucket');
/** @param party its id, `<kind>/<key>` */
export const configurationContentId = (account: string, party: string): string =>
  contentId(account, 'configuration', party.replace('/', '-'));

const asset =
  (what: string) =>
  (key: string): AssetValue => ({ kind: 'asset', what, key });

/** Of a cluster that is created, by its key. */
export const clusterArnValue = asset('cluster-arn');
/** @param key `<load balancer id with hyphens>-<target group key>` */
export const targetGroupArnValue = asset('target-group-arn');
/** The DNS name of a load balancer, by its id with hyphens. */
export const loadBalancerNameValue = asset('load-balancer-name');
/** Id of a zone that is created, by `<private|public>-<name>`. */
export const recordZoneIdValue = asset('record-zone-id');
/** Name servers of a public zone that is created, by its name: the zone above it, or the registrar, delegates to them. */
export const recordZoneServersValue = asset('record-zone-name-servers');
/** Of a store on EFS, by its key. */
export const fileSystemIdValue = asset('file-system-id');
/** The way into the file system of a store, by the key of the store. */
export const accessPointIdValue = asset('access-point-id');
/** Security group of the mount targets of a store that is created, by its key. */
export const storeGroupIdValue = asset('store-security-group-id');
/** Name of the service that runs a party, by the key of the party. */
export const serviceNameValue = asset('ecs-service');
/** Name of the bucket of an account. */
export const configurationBucketValue = asset('configuration-bucket');
/** Version of the configuration of a party in that bucket, by the id of the party with a hyphen. */
export const configurationVersionValue = (party: string): AssetValue =>
  asset('configuration-version')(party.replace('/', '-'));
/** The certificate of an authority for development (PEM), by its key. */
export const developmentCertificateValue = asset('development-certificate');
/** Its private key (PEM), which the stacks that sign need. */
export const developmentKeyValue = (key: string): AssetValue => ({
  ...asset('development-key')(key),
  secret: true,
});
