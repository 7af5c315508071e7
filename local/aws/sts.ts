import type { Answer, Call, Service, Shared } from './call';
import { callerIn, identifier, type Caller, type Identity, type TemporaryCredentials } from './credentials';
import { parametersOf, queryError, queryResult, type QueryError } from './query-protocol';

const namespace = 'https://sts.amazonaws.com/doc/2011-06-15/';
const role = /^arn:aws[a-z-]*:iam::(\d{12}):role\/(?:[\u0021-\u007e]*\/)?([\w+=,.@-]{1,64})$/;
const sessionName = /^[\w+=,.@-]{2,64}$/;

/** AWS Security Token Service: every role of every account can be assumed, and belongs to that account. */
export function securityTokenService(shared: Shared): Service {
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
          return assumeRole(call, parameters, idOf, shared);
        default:
          return refused(call, unknownAction(action, parameters.get('Version')));
      }
    },
  };
}

function assumeRole(
  call: Call,
  parameters: URLSearchParams,
  idOf: (arn: string) => string,
  shared: Shared,
): Answer {
  const [arn, session] = [parameters.get('RoleArn') ?? '', parameters.get('RoleSessionName') ?? ''];
  const [, account, name] = role.exec(arn) ?? [];
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
  const identity: Identity = {
    account,
    userId: `${idOf(arn)}:${session}`,
    service: 'sts',
    resource: `assumed-role/${name}/${session}`,
  };
  return queryResult(call, namespace, 'AssumeRole', {
    AssumedRoleUser: { AssumedRoleId: identity.userId, Arn: callerIn(call.region, identity).arn },
    Credentials: credentialsXml(shared.credentials.issue(identity), seconds),
  });
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
