import { globalArnIn } from '../arn';
import type { Answer, Call } from '../call';
import { targetCall, textOf } from '../corrections/correction';
import type { Caller, SessionRole } from '../credentials';
import { fieldsOf } from '../json-protocol';
import type { Forward } from '../moto-proxy';
import { contextOf } from './context';
import { denied } from './denied';
import { findingOf, type Finding, type Wish } from './evaluate';
import type { Look, Need } from './need';
import { needsOf } from './needs';
import { resourcePolicies, type Source } from './resource-policies';
import { permissionsOf, roleNamed } from './roles';

/** Why something is refused, as AWS puts it: the end of its sentence. */
export type Decision =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'denied'; readonly explicit: boolean; readonly because: string };

/**
 * The refusal of a request that the role of its session does not allow; undefined where it may pass. Callers without a
 * role that existed when their session began may do everything.
 */
export async function refusedByRole(from: Source, call: Call): Promise<Answer | undefined> {
  const { role } = call.caller;
  if (role === undefined) return undefined;
  const needs = await needsOf(call, from.world, lookFor(call, from.forward));
  if (needs === undefined) return denied.unknown(call);
  for (const need of needs) {
    const decision = await decide({ ...call, caller: { ...call.caller, role } }, need, from);
    if (decision === 'gone') return denied.gone(call);
    if (decision.kind === 'denied') return denied.action(call, need, decision.because);
  }
  return undefined;
}

/** Whose wish is decided. */
export interface Asker {
  readonly caller: Caller & { readonly role: SessionRole };
  readonly region: string;
}

/** Whether a session of a role may do something; `gone` where the role no longer exists. */
export async function decide(
  { caller, region }: Asker,
  need: Need,
  from: Source,
): Promise<Decision | 'gone'> {
  const { forward } = from;
  const whose = { account: caller.account, region };
  const role = await roleNamed(forward, whose, caller.role.name);
  if (role?.arn !== caller.role.arn) return 'gone';
  const wish = wishOf({ caller, region }, need);
  const [{ policies, boundary }, ofResource] = await Promise.all([
    permissionsOf(forward, whose, role),
    resourcePolicies(from, whose, need.resource),
  ]);
  const root = globalArnIn(region, 'iam', caller.account, 'root');
  const principal = { AWS: [caller.role.arn, caller.arn, caller.account, root] };
  return decisionOf(need.action, {
    identity: findingOf(policies, wish),
    boundary: boundary && findingOf([boundary], wish),
    resource: findingOf(ofResource, wish, principal),
  });
}

/** What the policies of each kind say. */
interface Findings {
  readonly identity: Finding;
  /** Undefined where the role has no boundary. */
  readonly boundary: Finding | undefined;
  readonly resource: Finding;
}

/**
 * In one account, either kind of policy is enough to allow, and each can deny
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html).
 */
export function decisionOf(action: string, { identity, boundary, resource }: Findings): Decision {
  const explicitly = (kind: string): Decision => ({
    kind: 'denied',
    explicit: true,
    because: `with an explicit deny in ${kind}`,
  });
  if (identity === 'deny') return explicitly('an identity-based policy');
  if (boundary === 'deny') return explicitly('a permissions boundary');
  if (resource === 'deny') return explicitly('a resource-based policy');
  const lacking = (kind: string): Decision => ({
    kind: 'denied',
    explicit: false,
    because: `because no ${kind} allows the ${action} action`,
  });
  if (identity === 'nothing' && resource === 'nothing') return lacking('identity-based policy');
  return boundary === 'nothing' ? lacking('permissions boundary') : { kind: 'allowed' };
}

function wishOf({ caller, region }: Asker, { action, resource, context = {} }: Need): Wish {
  const now = new Date();
  return {
    action,
    resource,
    context: contextOf({
      'aws:CurrentTime': now.toISOString(),
      'aws:EpochTime': String(Math.floor(now.getTime() / 1000)),
      'aws:PrincipalAccount': caller.account,
      'aws:PrincipalArn': caller.role.arn,
      'aws:PrincipalType': 'AssumedRole',
      'aws:RequestedRegion': region,
      'aws:ResourceAccount': resource.split(':')[4] || caller.account,
      // In AWS every client uses TLS; only the local AWS is without.
      'aws:SecureTransport': 'true',
      'aws:SourceIp': '127.0.0.1',
      'aws:userid': caller.userId,
      ...context,
    }),
  };
}

function lookFor(call: Call, forward: Forward): Look {
  return async (service, target, asked) => {
    const answer = await forward(targetCall(call, service, target, asked));
    return answer.status === 200 ? fieldsOf(textOf(answer)) : {};
  };
}
