import { globalArnIn } from '../arn';
import type { Call } from '../call';
import { refusal, type Refusal } from '../rules';
import type { Authority } from './authority';
import type { World } from '../world';
import { defaultTemplate } from './templates';

/** The parts of the world that these checks use. */
type Sharing = Pick<World, 'sharedWith'>;

/** What AWS's default permission for shared authorities allows (AWSRAMDefaultPermissionCertificateAuthority). */
export const sharedActions: ReadonlySet<string> = new Set([
  'DescribeCertificateAuthority',
  'GetCertificate',
  'GetCertificateAuthorityCertificate',
  'IssueCertificate',
  'ListPermissions',
  'ListTags',
]);

/**
 * Refuses what the caller may not do with an authority. The owner may do everything; another account, what a share or
 * a policy allows. (IAM policies of the owner aren't evaluated, as everywhere in the local AWS.)
 */
export function checkAccess(
  call: Call,
  action: string,
  authority: Authority,
  template: string,
  world: Sharing,
): void {
  const { account, arn } = call.caller;
  if (account === authority.account) return;
  if (mayByShare(action, template) && world.sharedWith(authority.arn, account)) return;
  if (mayByPolicy(authority, account, action)) return;
  throw accessDenied(arn, action, authority.arn);
}

/** Whether this account may have certificates issued, for ACM, which does it on the account's behalf. */
export function mayIssue(authority: Authority, account: string, world: Sharing): boolean {
  return (
    account === authority.account ||
    world.sharedWith(authority.arn, account) ||
    mayByPolicy(authority, account, 'IssueCertificate')
  );
}

export function accessDenied(who: string, action: string, arn: string): Refusal {
  return refusal(
    'acm-pca/not-permitted',
    `User: ${who} is not authorized to perform: acm-pca:${action} on resource: ${arn}`,
  );
}

function mayByShare(action: string, template: string): boolean {
  return sharedActions.has(action) && (action !== 'IssueCertificate' || template === defaultTemplate);
}

/** The parts of a policy's statement that are read. */
interface Statement {
  readonly Effect?: unknown;
  readonly Principal?: string | { readonly AWS?: unknown };
  readonly Action?: unknown;
}

/** Whether a statement allows this action to this account; conditions are not evaluated. */
function mayByPolicy({ policy, region }: Authority, account: string, action: string): boolean {
  if (policy === undefined) return false;
  const { Statement: statements } = JSON.parse(policy) as { Statement?: unknown };
  return listOf(statements).some((statement) => {
    const { Effect, Principal, Action } = statement as Statement;
    const who = listOf(typeof Principal === 'object' ? Principal?.AWS : Principal);
    const what = listOf(Action);
    return (
      Effect === 'Allow' &&
      (who.includes(account) || who.includes(globalArnIn(region, 'iam', account, 'root'))) &&
      (what.includes(`acm-pca:${action}`) || what.includes('acm-pca:*'))
    );
  });
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}
