/** A permission that AWS manages. Only its default version is included. */
export interface ManagedPermission {
  readonly name: string;
  /** What it is for, as `service:Type`. */
  readonly type: string;
  readonly version: string;
  /** Whether a share gets it by default for the type. */
  readonly standard: boolean;
  /** The actions that it allows; absent where no document that we know lists them. */
  readonly actions?: readonly string[];
}

/** A type of resources that can be shared. */
interface ShareableType {
  readonly type: string;
  readonly service: string;
  /** Recognizes an ARN of the type by its service and resource. */
  readonly arn: RegExp;
  /** The actions that customers' permissions may allow; absent where no document that we know lists them. */
  readonly actions?: readonly string[];
}

const onEach = ['Create', 'Update', 'Describe', 'Delete', 'List'];
const sharedKinds = ['VirtualNode', 'VirtualRouter', 'Route', 'VirtualService'];

/** "Working with shared meshes" of the App Mesh user guide. */
const appMeshActions = [
  ...onEach.flatMap((verb) =>
    sharedKinds.map((kind) => `appmesh:${verb}${kind}${verb === 'List' ? 's' : ''}`),
  ),
  'appmesh:DescribeMesh',
  'appmesh:TagResource',
  'appmesh:UntagResource',
];

/** "Customer managed permissions" of the Private CA user guide. */
const authorityActions = [
  'DescribeCertificateAuthority',
  'GetCertificate',
  'GetCertificateAuthorityCertificate',
  'IssueCertificate',
  'ListPermissions',
  'ListTags',
  'RevokeCertificate',
].map((action) => `acm-pca:${action}`);

/** The types that a topology can use; AWS supports many more. */
const shareableTypes: readonly ShareableType[] = [
  { type: 'appmesh:Mesh', service: 'appmesh', arn: /^mesh\/[^/@]+$/, actions: appMeshActions },
  {
    type: 'acm-pca:CertificateAuthority',
    service: 'acm-pca',
    arn: /^certificate-authority\//,
    actions: authorityActions,
  },
  { type: 'ec2:Subnet', service: 'ec2', arn: /^subnet\// },
  { type: 'ec2:PrefixList', service: 'ec2', arn: /^prefix-list\// },
  { type: 'ec2:TransitGateway', service: 'ec2', arn: /^transit-gateway\// },
  { type: 'servicediscovery:Namespace', service: 'servicediscovery', arn: /^namespace\// },
  { type: 'vpc-lattice:ServiceNetwork', service: 'vpc-lattice', arn: /^servicenetwork\// },
  { type: 'vpc-lattice:Service', service: 'vpc-lattice', arn: /^service\// },
];

const standard = (name: string, type: string, version = '1'): ManagedPermission => ({
  name,
  type,
  version,
  standard: true,
});

/** Names are from the tables of the RAM user guide, where they are listed; the versions are assumed. */
const permissions: readonly ManagedPermission[] = [
  { ...standard('AWSRAMDefaultPermissionAppMesh', 'appmesh:Mesh', '3'), actions: appMeshActions },
  standard('AWSRAMDefaultPermissionCertificateAuthority', 'acm-pca:CertificateAuthority'),
  {
    name: 'AWSRAMBlankEndEntityCertificateAPICSRPassthroughIssuanceCertificateAuthority',
    type: 'acm-pca:CertificateAuthority',
    version: '1',
    standard: false,
  },
  standard('AWSRAMDefaultPermissionSubnet', 'ec2:Subnet'),
  standard('AWSRAMDefaultPermissionPrefixList', 'ec2:PrefixList'),
  standard('AWSRAMDefaultPermissionTransitGateway', 'ec2:TransitGateway'),
  standard('AWSRAMDefaultPermissionCloudMapNamespace', 'servicediscovery:Namespace'),
  {
    name: 'AWSRAMPermissionCloudMapECSFullPermission',
    type: 'servicediscovery:Namespace',
    version: '1',
    standard: false,
  },
  standard('AWSRAMDefaultPermissionVpcLatticeServiceNetwork', 'vpc-lattice:ServiceNetwork'),
  standard('AWSRAMDefaultPermissionVpcLatticeService', 'vpc-lattice:Service'),
];

/** The type of a resource, by its ARN; undefined where it can't be shared. */
export function typeOfArn(arn: string): string | undefined {
  const [, , service, , , ...resource] = arn.split(':');
  return shareableTypes.find((row) => row.service === service && row.arn.test(resource.join(':')))?.type;
}

export function resourceTypes(): readonly { readonly resourceType: string; readonly serviceName: string }[] {
  return shareableTypes.map(({ type, service }) => ({ resourceType: type, serviceName: service }));
}

/** Whether customers' permissions for a type may allow an action. */
export function isActionOf(type: string, action: string): boolean {
  const row = shareableTypes.find((one) => one.type === type);
  const inService = row !== undefined && action.startsWith(`${row.service}:`);
  return inService && (row.actions?.includes(action) ?? /^[^:]+:[A-Za-z]+$/.test(action));
}

export function managedPermissions(): readonly ManagedPermission[] {
  return permissions;
}
