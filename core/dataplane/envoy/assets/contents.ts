import { contentId, type AssetValue } from '../../../planner';
import type { CertificateContent } from '../../certificate-assets';
import type { Party } from '../../lowered';
import type { ZoneName } from '../../service-names';

/** What the stacks contain for Envoys; each is built by the builder of its kind. */
export type EnvoyContent = CertificateContent | OwnContent;

type OwnContent = { readonly id: string } & (
  | {
      /** What an Envoy and its application need of AWS: a security group, a name, a policy, a configuration. */
      readonly kind: 'proxy';
      readonly of: Party['kind'];
      /** Key of the workload or gateway. */
      readonly party: string;
    }
  | {
      /** The name of a service in a zone of ours. */
      readonly kind: 'service-name';
      readonly service: string;
      readonly zoneName: ZoneName;
      /** What its record says; absent: it has none, since other means make the name resolve. */
      readonly address?: string;
    }
);

export const proxyContentId = (account: string, kind: Party['kind'], party: string): string =>
  contentId(account, `${kind}-proxy`, party);

const asset =
  (what: string) =>
  (party: string): AssetValue => ({ kind: 'asset', what, key: party });

/** The Cloud Map service in which a workload's tasks register: its callers find them by that name. */
export const discoveryServiceArnValue = asset('discovery-service-arn');
/** The configuration of an Envoy: the text of its `bootstrap.json`. */
export const bootstrapValue = asset('proxy-bootstrap');
/** The files that its configuration reads besides certificates and keys: their texts by their paths, as JSON. */
export const secretFilesValue = asset('proxy-sds-files');
/** What its policy lets it fetch from AWS, and where its configuration expects it, as JSON. */
export const fetchedFilesValue = asset('proxy-fetched-files');
/** Where an application reaches the services that it calls, by service and port, as JSON. */
export const localEndpointsValue = asset('local-endpoints');
