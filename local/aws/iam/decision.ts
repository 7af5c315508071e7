import { isRecord, parsedJson } from '../../../core/base/json';
import type { Answer, Call } from '../call';
import type { SessionRole } from '../credentials';
import { deniedSentence } from './denied';
import { decide } from './gate';
import type { Need } from './need';
import type { Source } from './resource-policies';

/**
 * The path at which the local AWS says whether the signer of a request may do something. For actions that no HTTP request
 * asks for: `elasticfilesystem:ClientMount` and `appmesh:StreamAggregatedResources`.
 */
export const decisionPath = '/.well-known/meshspan-decision';

/** Whether something is allowed, and AWS's sentence where it is not. */
export type Permission = { readonly allowed: true } | { readonly allowed: false; readonly message: string };

/** The keys of a session, and where the local AWS is. */
export interface Signer {
  readonly url: string;
  readonly accessKeyId: string;
  readonly region: string;
}

/**
 * Asks a local AWS whether keys may be used for an action.
 * @throws where the local AWS does not answer
 */
export async function mayDo({ url, accessKeyId, region }: Signer, need: Need): Promise<Permission> {
  const response = await fetch(url + decisionPath, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/${region}/iam/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(need),
  });
  const answer = parsedJson(await response.text());
  if (!isRecord(answer) || response.status !== 200)
    throw new Error(`the local AWS returned ${response.status} for a decision about ${need.action}`);
  return answer['allowed'] === true
    ? { allowed: true }
    : { allowed: false, message: String(answer['message']) };
}

/** The response to such a request. */
export async function decisionAnswer(call: Call, from: Source | undefined): Promise<Answer> {
  const need = needIn(call.body);
  if (need === undefined) return json(400, { message: 'the body names no action and resource' });
  const { role } = call.caller;
  if (role === undefined || from === undefined) return json(200, { allowed: true });
  return json(200, await permission(call, role, need, from));
}

async function permission(call: Call, role: SessionRole, need: Need, from: Source): Promise<Permission> {
  const decision = await decide({ caller: { ...call.caller, role }, region: call.region }, need, from);
  if (decision === 'gone')
    return { allowed: false, message: 'The security token included in the request is invalid.' };
  return decision.kind === 'allowed'
    ? { allowed: true }
    : { allowed: false, message: deniedSentence(call.caller.arn, need, decision.because) };
}

function needIn(body: string): Need | undefined {
  const asked = parsedJson(body);
  if (!isRecord(asked)) return undefined;
  const { action, resource, context } = asked;
  if (typeof action !== 'string' || typeof resource !== 'string') return undefined;
  return { action, resource, ...(isRecord(context) && { context: textsOf(context) }) };
}

const textsOf = (context: Readonly<Record<string, unknown>>): Record<string, string | readonly string[]> =>
  Object.fromEntries(
    Object.entries(context).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.map(String) : String(value),
    ]),
  );

const json = (status: number, content: object): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(content),
});
