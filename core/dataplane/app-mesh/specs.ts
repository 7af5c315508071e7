import type {
  AccessLog,
  Discovery,
  GatewayRoute,
  IpPreference,
  Path,
  Protocol,
  Route,
  Text,
  Value,
} from '../../topology';
import type { Lowered, Party } from '../lowered';
import type { ZoneName } from '../service-names';

export interface MeshSpec {
  readonly name: Text;
  /** Account id of the owner. */
  readonly ownerId: Text;
  readonly owner: string;
  readonly egress: Value<'DROP_ALL' | 'ALLOW_ALL'>;
  readonly ipPreference?: IpPreference;
}

/** What an Envoy may do, and who it is: the `APPMESH_RESOURCE_ARN` of its container. */
export interface EnvoyIdentity {
  /** `arn:aws:appmesh:…:mesh/<mesh>[@<owner>]/virtualNode/<name>`; `@<owner>` only outside the owner's account. */
  readonly resourceArn: Text;
  /** Keys of certificates it exports (its own, from ACM). */
  readonly certificates: readonly string[];
  /** Keys of authorities whose certificate it reads. */
  readonly authorities: readonly string[];
}

export interface VirtualNodeSpec extends Party {
  readonly kind: 'workload';
  readonly name: Text;
  readonly discovery: Discovery;
  readonly accessLog?: AccessLog;
  readonly envoy: EnvoyIdentity;
}

export interface VirtualRouterSpec {
  readonly name: Text;
  readonly listeners: readonly { readonly port: Value<number>; readonly protocol: Protocol }[];
  readonly routes: readonly Route[];
}

export interface VirtualServiceSpec {
  readonly key: string;
  readonly at: Path;
  readonly account: string;
  readonly name: Text;
  readonly arn: Text;
  readonly provider:
    | { readonly kind: 'virtual-node'; readonly workload: string; readonly name: Text }
    | { readonly kind: 'virtual-router'; readonly name: Text }
    | { readonly kind: 'none' };
  /** The router that this service owns; a service that shares another's has none. */
  readonly router?: VirtualRouterSpec;
  /** A name that no workload's discovery makes resolve gets a Cloud Map service with a placeholder address. */
  readonly placeholder?: ZoneName;
}

export interface VirtualGatewaySpec extends Party {
  readonly kind: 'gateway';
  readonly name: Text;
  readonly accessLog?: AccessLog;
  readonly routes: readonly GatewayRoute[];
  readonly envoy: EnvoyIdentity;
}

export interface AppMeshLowered extends Lowered {
  readonly dataPlane: 'app-mesh';
  readonly parties: readonly (VirtualNodeSpec | VirtualGatewaySpec)[];
  readonly mesh: MeshSpec;
  readonly nodes: readonly VirtualNodeSpec[];
  readonly gateways: readonly VirtualGatewaySpec[];
  readonly services: readonly VirtualServiceSpec[];
}
