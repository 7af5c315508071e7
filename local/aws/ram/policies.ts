import { recordOf } from '../../../core/base/json';
import { refusal } from '../rules';
import type { World } from '../world';
import { typeOfArn } from './catalog';
import { permissionsOf } from './permission';
import { associationsOf } from './reach';
import { demandArn, paged, type Request } from './request';
import { ownShares } from './shares';
import type { Share } from './state';
import { sharedResources } from './views';

/** IAM's conditions, by operator. */
type Conditions = Readonly<Record<string, unknown>>;

/** The principal of a statement, as in IAM. */
interface Audience {
  readonly Principal: unknown;
  readonly Condition?: Conditions;
}

/** GetResourcePolicies: what RAM attaches to resources that the account shares. Their form is assumed. */
export function getResourcePolicies(request: Request): unknown {
  const principal = request.text('principal');
  const policies = request.texts('resourceArns').flatMap((arn) => {
    demandArn(arn);
    const holders = ownShares(request).filter((share) =>
      sharedResources(request.world, share).some(({ entity }) => entity === arn),
    );
    if (holders.length === 0) throw refusal('ram/shared-resource', arn);
    const statements = holders.flatMap((share) => statementsOf(request.world, share, arn, principal));
    return statements.length === 0 ? [] : [policyOf(statements)];
  });
  return paged(request, 'policies', policies);
}

function policyOf(statements: readonly object[]): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((one, index) => ({ Sid: `RamStatement${index + 1}`, ...one })),
  });
}

function statementsOf(
  world: World,
  share: Share,
  arn: string,
  wanted: string | undefined,
): readonly object[] {
  const principals = associationsOf(world, share).flatMap(({ type, status, entity }) =>
    type === 'PRINCIPAL' && status === 'ASSOCIATED' && (wanted ?? entity) === entity ? [entity] : [],
  );
  const { actions, conditions } = allowedBy(world, share, arn);
  return audiencesOf(principals).map(({ Principal, Condition }) => {
    const both = Condition === undefined ? conditions : bothOf(conditions, Condition);
    return {
      Effect: 'Allow',
      Principal,
      Action: actions,
      Resource: arn,
      ...(Object.keys(both).length === 0 ? {} : { Condition: both }),
    };
  });
}

/** What a share's permission allows on a resource; no actions where no document that we know lists them. */
function allowedBy(
  world: World,
  share: Share,
  arn: string,
): { readonly actions: unknown; readonly conditions: Conditions } {
  const type = typeOfArn(arn);
  const permission = permissionsOf(world, share).find((one) => one.type === type);
  const policy: unknown = JSON.parse(permission?.policy ?? '{}');
  const { Action: actions = [], Condition: conditions } = recordOf(policy);
  return { actions, conditions: recordOf(conditions) };
}

/** Conditions that must both be met: those with the same operator are merged. */
function bothOf(some: Conditions, others: Conditions): Conditions {
  const operators = [...new Set([...Object.keys(some), ...Object.keys(others)])];
  return Object.fromEntries(
    operators.map((operator) => [operator, Object.assign({}, some[operator], others[operator])]),
  );
}

/** Accounts together; an organization or unit is any principal, with a condition. */
function audiencesOf(principals: readonly string[]): readonly Audience[] {
  const accounts = principals.filter((one) => !one.startsWith('arn:'));
  const others = principals.filter((one) => one.startsWith('arn:'));
  return [
    ...(accounts.length === 0 ? [] : [{ Principal: { AWS: accounts } }]),
    ...others.map((arn) => ({ Principal: '*', Condition: within(arn) })),
  ];
}

function within(arn: string): Conditions {
  const [organization = '', unit] = arn.split('/').slice(1);
  return unit === undefined
    ? { StringEquals: { 'aws:PrincipalOrgID': organization } }
    : { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': `${organization}/*/${unit}/*` } };
}
