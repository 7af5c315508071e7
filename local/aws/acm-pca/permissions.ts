import { isRecord, parsedJson } from '../../../core/base/json';
import { listField, textField, type Fields } from '../json-protocol';
import { refusal } from '../rules';
import { sharedActions } from './access';
import type { Authority } from './authority';
import { paged } from './lists';
import type { Operation } from './operation';

/** The only service that can get a permission. */
const acm = 'acm.amazonaws.com';

/** The operations by which an authority's owner gives access to ACM and to other accounts. */
export const permissionOperations: Readonly<Record<string, Operation>> = {
  CreatePermission(authority, asked, world) {
    const principal = textField(asked, 'Principal') ?? '';
    const sourceAccount = textField(asked, 'SourceAccount') ?? authority.account;
    if (principal !== acm) throw refusal('acm-pca/permission-principal', principal);
    if (sourceAccount !== authority.account) throw refusal('acm-pca/permission-account', sourceAccount);
    if (authority.permissions.some((one) => one.principal === principal))
      throw refusal('acm-pca/permission-exists', principal);
    const createdAt = world.now();
    const made = { principal, sourceAccount, actions: listField(asked, 'Actions'), createdAt };
    authority.permissions = [...authority.permissions, made];
    return {};
  },
  ListPermissions({ arn, permissions }, asked, _, { caller }) {
    const { items, ...more } = paged(asked, permissions, ['permissions', caller.account, arn]);
    const views = items.map(({ principal, sourceAccount, actions, createdAt }) => ({
      CertificateAuthorityArn: arn,
      CreatedAt: createdAt,
      Principal: principal,
      SourceAccount: sourceAccount,
      Actions: actions,
      Policy: permissionPolicy(arn, principal, sourceAccount, actions),
    }));
    return { Permissions: views, ...more };
  },
  DeletePermission(authority, asked) {
    authority.permissions = authority.permissions.filter(({ principal }) => principal !== asked['Principal']);
    return {};
  },
  PutPolicy(authority, asked) {
    const policy = textField(asked, 'Policy') ?? '';
    demandPolicy(authority, parsedJson(policy));
    authority.policy = policy;
    return {};
  },
  GetPolicy({ policy, arn }) {
    if (policy === undefined) throw refusal('acm-pca/not-found', `policy of ${arn}`);
    return { Policy: policy };
  },
  DeletePolicy(authority) {
    delete authority.policy;
    return {};
  },
};

/** Refuses a policy that is not valid for an authority: its actions, principals and resources. */
function demandPolicy({ arn }: Authority, policy: unknown): void {
  const fields = isRecord(policy) ? policy : {};
  const statements = listed(fields['Statement']);
  if (statements.length === 0) throw refusal('acm-pca/policy', arn);
  for (const statement of statements) {
    const { Effect, Principal, Action, Resource }: Fields = isRecord(statement) ? statement : {};
    const actions = listed(Action);
    const isWhole =
      Effect === 'Allow' &&
      isPrincipal(Principal) &&
      actions.length > 0 &&
      actions.every((action) => policyActions.has(String(action))) &&
      listed(Resource).length > 0 &&
      listed(Resource).every((one) => one === arn);
    if (!isWhole) throw refusal('acm-pca/policy', `${arn}: ${JSON.stringify(statement)}`);
  }
}

const policyActions: ReadonlySet<string> = new Set(
  [...sharedActions, 'RevokeCertificate'].map((action) => `acm-pca:${action}`),
);

function isPrincipal(principal: unknown): boolean {
  const named = isRecord(principal) ? listed(principal['AWS'] ?? principal['Service']) : listed(principal);
  return named.length > 0 && named.every((one) => typeof one === 'string' && one !== '');
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

function permissionPolicy(
  arn: string,
  principal: string,
  account: string,
  actions: readonly unknown[],
): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: principal },
        Action: actions.map((action) => `acm-pca:${String(action)}`),
        Resource: arn,
        Condition: { StringEquals: { 'aws:SourceAccount': account } },
      },
    ],
  });
}
