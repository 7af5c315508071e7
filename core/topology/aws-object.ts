import { groupedBy } from '../base/collections';
import type { Text } from './value';

/** Names that differ only in the case of letters are one name. */
const FOLDED = { ignoresCase: true } as const;
/** Names are compared letter by letter. */
const EXACT = { ignoresCase: false } as const;

/**
 * Kinds of AWS objects that two things of a topology could both become: how people call one, and how AWS compares names.
 * What else distinguishes two is in the object: its account, or what contains it.
 */
const KINDS = {
  /** By region. One VPC may be in the networks of several accounts, whose owner shares its subnets. */
  vpc: { noun: 'VPC', ...EXACT },
  /** A private one is known to a VPC by its name (Route 53, `ConflictingDomainExists`). */
  'hosted-zone': { noun: 'private zone', ...FOLDED },
  /** By account and namespace (Cloud Map, `CreateService`: names differ in more than case). */
  'cloud-map-service': { noun: 'Cloud Map service', ...FOLDED },
  /** By account (IAM, `CreatePolicy`: "Names are not distinguished by case"). */
  'iam-policy': { noun: 'IAM policy', ...FOLDED },
  /** By account; the name is that of the service which uses it. */
  'service-linked-role': { noun: 'service-linked role', ...FOLDED },
  /** By VPC (EC2, `CreateSecurityGroup`). */
  'security-group': { noun: 'security group', ...FOLDED },
  /** By mesh, whichever account created it (App Mesh user guide, "Working with shared meshes"). */
  'virtual-node': { noun: 'virtual node', ...EXACT },
  'virtual-gateway': { noun: 'virtual gateway', ...EXACT },
  /** Its name is one of DNS. */
  'virtual-service': { noun: 'virtual service', ...FOLDED },
  'virtual-router': { noun: 'virtual router', ...EXACT },
  /** By router or gateway. */
  route: { noun: 'route', ...EXACT },
  /** By the load balancer. */
  'load-balancer-listener': { noun: 'port of a load balancer', ...EXACT },
} as const satisfies Readonly<Record<string, { readonly noun: string; readonly ignoresCase: boolean }>>;

export type AwsObjectKind = keyof typeof KINDS;

/** An object of AWS, with what distinguishes it from every other. */
export interface AwsObject {
  readonly kind: AwsObjectKind;
  /** Key of its account, where two accounts may each have one of that name. */
  readonly account?: string;
  /** What contains it, where its name is unique only there: a namespace, a VPC, a router. */
  readonly parent?: Text;
  readonly name: Text;
}

/** The text that two objects share only where they are the same. */
export function identityOf({ kind, account = '', parent = '', name }: AwsObject): string {
  const fold = (text: Text): string => (KINDS[kind].ignoresCase ? text.toLowerCase() : text);
  return JSON.stringify([kind, account, fold(parent), fold(name)]);
}

/** How people call an object of that kind. */
export const nounOf = (kind: AwsObjectKind): string => KINDS[kind].noun;

/** Things that would become one object: the first in the order given, with each other. */
export const clashesAmong = <T extends { readonly object: AwsObject }>(
  things: readonly T[],
): readonly { readonly first: T; readonly other: T }[] =>
  [...groupedBy(things, ({ object }) => identityOf(object)).values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : others.map((other) => ({ first, other })),
  );
