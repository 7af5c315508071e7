import { arnIn, globalArnIn } from '../arn';
import { refusal } from '../rules';
import type { Tag } from '../tag';
import type { World } from '../world';
import { managedPermissions, type ManagedPermission } from './catalog';
import { demandArn, type Request } from './request';
import { ramPart, type Attached, type CustomerPermission, type Share } from './state';

/** One version of a permission, managed by AWS or by a customer. */
export interface Permission extends Attached {
  readonly name: string;
  /** What it is for, as `service:Type`. */
  readonly type: string;
  readonly kind: 'AWS_MANAGED' | 'CUSTOMER_MANAGED';
  /** Whether it is the version that shares get. */
  readonly isDefault: boolean;
  /** Whether a share gets it by default for the type. */
  readonly standard: boolean;
  /** Absent where no document that we know lists what it allows. */
  readonly policy?: string;
  readonly tags: readonly Tag[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** 2020-01-01: AWS's permissions are older than any share. */
const managedSince = 1_577_836_800;

/** The versions of all permissions that the account can give to a share: AWS's, and its own in the region. */
export function permissionsSeen({ world, region, account }: Request): readonly Permission[] {
  const own = arnIn(region, 'ram', account, '');
  return everyPermission(world, region).filter(
    ({ arn, kind }) => kind === 'AWS_MANAGED' || arn.startsWith(own),
  );
}

/**
 * A permission that a request names.
 * @param version the value of `permissionVersion`
 * @default the version that shares get
 */
export function namedPermission(request: Request, arn: string, version?: number): Permission {
  demandArn(arn);
  const versions = permissionsSeen(request).filter((one) => one.arn === arn);
  if (versions.length === 0) throw refusal('ram/unknown-permission', arn);
  const wanted = versions.find((one) =>
    version === undefined ? one.isDefault : one.version === String(version),
  );
  if (wanted === undefined) throw refusal('ram/unknown-version', `version ${version} of ${arn}`);
  return wanted;
}

/** A permission that the account may change: its own, in the region. */
export function ownPermission(request: Request, arn: string): CustomerPermission {
  const { world, region, account } = request;
  demandArn(arn);
  const own = arn.startsWith(arnIn(region, 'ram', account, ''));
  const found = world.part(ramPart).permissions.find((one) => one.arn === arn);
  if (!own || found === undefined) throw refusal('ram/own-permission', arn);
  return found;
}

/** The permission that a share in a region gets for a type by default. */
export function standardPermission(type: string, region: string): Permission | undefined {
  const found = managedPermissions().find((one) => one.type === type && one.standard);
  return found === undefined ? undefined : managed(found, region);
}

/** The permissions of a share, in the versions that it has. */
export function permissionsOf(world: World, share: Share): readonly Permission[] {
  return everyPermission(world, share.region).filter(({ type, arn, version }) => {
    const attached = share.permissions[type];
    return attached?.arn === arn && attached.version === version;
  });
}

/** Gives a share a permission, which replaces the previous one for the type. */
export function attach(share: Share, { type, arn, version }: Permission): void {
  share.permissions[type] = { arn, version };
}

/** The versions of a customer's permission, oldest first. */
function versionsOf(permission: CustomerPermission): readonly Permission[] {
  const { arn, name, type, tags, updatedAt } = permission;
  return permission.versions.map(({ number, policy, createdAt }) => ({
    arn,
    version: String(number),
    name,
    type,
    kind: 'CUSTOMER_MANAGED',
    isDefault: number === permission.defaultVersion,
    standard: false,
    policy,
    tags,
    createdAt,
    updatedAt,
  }));
}

function everyPermission(world: World, region: string): readonly Permission[] {
  const ofAws = managedPermissions().map((one) => managed(one, region));
  return [...ofAws, ...world.part(ramPart).permissions.flatMap(versionsOf)];
}

function managed({ name, type, version, standard, actions }: ManagedPermission, region: string): Permission {
  return {
    arn: globalArnIn(region, 'ram', 'aws', `permission/${name}`),
    version,
    name,
    type,
    kind: 'AWS_MANAGED',
    isDefault: true,
    standard,
    ...(actions === undefined ? {} : { policy: JSON.stringify({ Effect: 'Allow', Action: actions }) }),
    tags: [],
    createdAt: managedSince,
    updatedAt: managedSince,
  };
}
