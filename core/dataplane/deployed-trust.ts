import { fieldOf } from '../base/json';
import { groupedBy } from '../base/collections';
import type { Resource } from '../planner/change';
import { issuedSecretsIn } from './pods/deployed-secrets';

/** A certificate that ACM has issued, or cert-manager. */
export interface DeployedCertificate {
  /** Address of its resource, and so of the one that replaces it. */
  readonly address: string;
  /** Key of the certificate in the topology. */
  readonly key: string;
  /** ARN of the authority that issued it. */
  readonly authority: string;
}

/** Type and name of a resource, as Terraform shows it. */
export const addressOf = ({ type, name }: Resource): string => `${type}.${name}`;

const CERTIFICATE = 'certificate_';
const AUTHORITY = 'authority_';

const textOf = ({ attributes }: Resource, name: string): string => {
  const value = fieldOf(attributes, name);
  return typeof value === 'string' ? value : '';
};

const keyOf = ({ name }: Resource, prefix: string, suffix = ''): string | undefined =>
  name.startsWith(prefix) && name.endsWith(suffix)
    ? name.slice(prefix.length, name.length - suffix.length)
    : undefined;

/**
 * The certificates among deployed resources that come from a private authority.
 * @param keysOf keys of the certificates that are read from a Secret of Kubernetes, by its name
 */
export const certificatesIn = (
  before: readonly Resource[],
  keysOf: (secret: string) => readonly string[],
): readonly DeployedCertificate[] => [
  ...ofAcm(before),
  ...issuedSecretsIn(before).flatMap(({ object, secret, authority }) =>
    keysOf(secret).map((key) => ({ address: addressOf(object), key, authority })),
  ),
];

const ofAcm = (before: readonly Resource[]): readonly DeployedCertificate[] =>
  before
    .filter(({ type }) => type === 'aws_acm_certificate')
    .flatMap((resource) => {
      const key = keyOf(resource, CERTIFICATE);
      const authority = textOf(resource, 'certificate_authority_arn');
      return key === undefined || authority === '' ? [] : [{ address: addressOf(resource), key, authority }];
    });

/** ARNs of the authorities among deployed resources, by their keys. */
export const authoritiesIn = (before: readonly Resource[]): ReadonlyMap<string, string> =>
  new Map(
    before
      .filter(({ type }) => type === 'aws_acmpca_certificate_authority')
      .flatMap((resource) => {
        const key = keyOf(resource, AUTHORITY);
        return key === undefined ? [] : [[key, textOf(resource, 'arn')] as const];
      }),
  );

const AUTHORITY_ARN = /arn:[a-z-]+:acm-pca:[a-z0-9-]+:\d{12}:certificate-authority\/[0-9a-f-]+/g;

/** What has ARNs of trusted authorities in it: between the prefix and the suffix of its name is the key of a party. */
const TRUSTING: readonly (readonly [type: string, prefix: string, kind: string, suffix?: string])[] = [
  ['aws_iam_policy', 'workload_', 'workload'],
  ['aws_iam_policy', 'gateway_', 'gateway'],
  ['aws_ecs_task_definition', 'task_workload-', 'workload'],
  ['aws_ecs_task_definition', 'task_gateway-', 'gateway'],
  ['kubernetes_deployment_v1', 'pod_workload-', 'workload', '_deployment'],
  ['kubernetes_deployment_v1', 'pod_gateway-', 'gateway', '_deployment'],
  ['aws_appmesh_virtual_node', 'workload_', 'workload'],
  ['aws_appmesh_virtual_gateway', 'gateway_', 'gateway'],
];

/**
 * What deployed parties trust, by their id: a list of ARNs for each resource that names any, the policy that lets the
 * proxy fetch certificates of authorities and the configuration that reads them. Empty: nothing deployed says it.
 */
export function trustsIn(before: readonly Resource[]): (party: string) => readonly (readonly string[])[] {
  const found = before.flatMap((resource) =>
    TRUSTING.filter(([type]) => type === resource.type).flatMap(([, prefix, kind, suffix = '']) => {
      const key = keyOf(resource, prefix, suffix);
      const arns = JSON.stringify(resource.attributes).match(AUTHORITY_ARN) ?? [];
      return key === undefined || arns.length === 0 ? [] : [{ party: `${kind}/${key}`, arns }];
    }),
  );
  const byParty = groupedBy(found, ({ party }) => party);
  return (party) => (byParty.get(party) ?? []).map(({ arns }) => arns);
}
