import type { Answer, Call, Service, Shared } from './call';
import { globalArnIn } from './arn';
import {
  callerIn,
  defaultAccount,
  identifier,
  type Caller,
  type Identity,
  type TemporaryCredentials,
} from './credentials';
import { contextOf } from './iam/context';
import { findingOf } from './iam/evaluate';
import { roleNamed, type Role } from './iam/roles';
import type { Forward } from './moto-proxy';
import { parametersOf, queryError, queryResult, type QueryError } from './query-protocol';

const namespace = 'https://sts.amazonaws.com/doc/2011-06-15/';
const roleForm = /^arn:aws[a-z-]*:iam::(\d{12}):role\/(?:[\u0021-\u007e]*\/)?([\w+=,.@-]{1,64})$/;
const sessionName = /^[\w+=,.@-]{2,64}$/;

/**
 * AWS Security Token Service. A role that exists is assumed by whom its trust policy allows. Every other role of every
 * account can be assumed as well, and may then do everything: roles to deploy with are usually not part of a mesh.
 * @param forward moto, which has the roles; without it none exists
 */
export function securityTokenService(shared: Shared, forward?: Forward): Service {
  // A role keeps its id in AWS: two sessions of one role have the same.
  const roleIds = new Map<string, string>();
  const idOf = (arn: string): string => {
    const id = roleIds.get(arn) ?? `AROA${identifier(17)}`;
    roleIds.set(arn, id);
    return id;
  };
  return {
    name: 'sts',
    answer(call) {
      const parameters = parametersOf(call);
      const action = parameters.get('Action') ?? '';
      switch (action) {
        case 'GetCallerIdentity':
          return queryResult(call, namespace, action, identityOf(call.caller));
        case 'AssumeRole':
          return assumeRole(call, parameters, { idOf, shared, forward });
        default:
          return refused(call, unknownAction(action, parameters.get('Version')));
      }
    },
  };
}

interface Assuming {
  readonly idOf: (arn: string) => string;
  readonly shared: Shared;
  readonly forward: Forward | undefined;
}

async function assumeRole(
  call: Call,
  parameters: URLSearchParams,
  { idOf, shared, forward }: Assuming,
): Promise<Answer> {
  const [arn, session] = [parameters.get('RoleArn') ?? '', parameters.get('RoleSessionName') ?? ''];
  const [, account, name] = roleForm.exec(arn) ?? [];
  if (account === undefined || name === undefined)
    return refused(call, invalid(`${arn || 'the empty RoleArn'} is invalid`));
  if (!sessionName.test(session)) {
    return refused(
      call,
      invalid(`Value '${session}' at 'roleSessionName' failed to satisfy constraint: [\\w+=,.@-]{2,64}`),
    );
  }
  const seconds = Number(parameters.get('DurationSeconds') ?? 3600);
  if (!Number.isInteger(seconds) || seconds < 900 || seconds > 43_200) {
    return refused(call, invalid(`Value at 'durationSeconds' must be between 900 and 43200`));
  }
  const found = forward && (await roleNamed(forward, { account, region: call.region }, name));
  const existing = found?.arn === arn ? found : undefined;
  if (existing !== undefined && !isTrusted(call, existing)) return refused(call, untrusted(call, arn));
  const identity: Identity = {
    account,
    userId: `${existing?.id ?? idOf(arn)}:${session}`,
    service: 'sts',
    resource: `assumed-role/${name}/${session}`,
    ...(existing && { role: { arn, name } }),
  };
  return queryResult(call, namespace, 'AssumeRole', {
    AssumedRoleUser: { AssumedRoleId: identity.userId, Arn: callerIn(call.region, identity).arn },
    Credentials: credentialsXml(shared.credentials.issue(identity), seconds),
  });
}

/** Whether a role's trust policy admits the caller. Keys that the local AWS did not issue belong to the machine's user. */
function isTrusted({ caller, region }: Call, { arn, trust }: Role): boolean {
  if (caller.account === defaultAccount) return true;
  const { account, role } = caller;
  const names = [
    account,
    globalArnIn(region, 'iam', account, 'root'),
    caller.arn,
    ...(role ? [role.arn] : []),
  ];
  const context = contextOf({ 'aws:PrincipalAccount': account, 'aws:PrincipalArn': role?.arn ?? caller.arn });
  return findingOf([trust], { action: 'sts:AssumeRole', resource: arn, context }, { AWS: names }) === 'allow';
}

function untrusted({ caller }: Call, arn: string): QueryError {
  const message = `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${arn}`;
  return { status: 403, code: 'AccessDenied', message };
}

function credentialsXml(keys: TemporaryCredentials, seconds: number): Record<string, string> {
  return {
    AccessKeyId: keys.accessKeyId,
    SecretAccessKey: keys.secretAccessKey,
    SessionToken: keys.sessionToken,
    Expiration: new Date(Date.now() + seconds * 1000).toISOString(),
  };
}

function identityOf(caller: Caller): Record<string, string> {
  return { Arn: caller.arn, UserId: caller.userId, Account: caller.account };
}

function refused(call: Call, error: QueryError): Answer {
  return queryError(call.requestId, namespace, error);
}

function invalid(message: string): QueryError {
  return { status: 400, code: 'ValidationError', message };
}

function unknownAction(action: string, version: string | null): QueryError {
  const named = action === '' ? 'the request names no action' : `Could not find operation ${action}`;
  return {
    status: 400,
    code: 'InvalidAction',
    message: `${named} for version ${version ?? 'NO_VERSION_SPECIFIED'}`,
  };
}
