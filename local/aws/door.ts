import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { scopeOf, type Answer, type Call, type Service, type Shared } from './call';
import { turnedAway } from './entry';
import { clusterOfReviews, tokenReviewAnswer, type Reviewer } from './eks/token-reviews';
import { decisionAnswer, decisionPath } from './iam/decision';
import { refusedByRole } from './iam/gate';
import type { Source } from './iam/resource-policies';
import { taskCredentialsPath } from '../task-credentials';
import { taskCredentialsAnswer, type Issuer } from './iam/task-credentials';
import { nameOfCall, notHere } from './not-here';
import { presence, presencePath } from './presence';
import { refusal } from './protocol-error';

/** Requests of SDKs to these services are far smaller than this. */
const mostBytes = 8 * 1024 * 1024;

/** What is behind the door. */
export interface Behind extends Shared {
  readonly services: readonly Service[];
  /** Gives tasks the keys of their roles. */
  readonly issuer: Issuer;
  /** Says to API servers of clusters whose a token is. */
  readonly reviewer: Reviewer;
  /**
   * Answers for all services that aren't listed.
   * @default such requests are refused with the name of the service
   */
  readonly others: Service | undefined;
  /**
   * Roles and policies, with which it refuses what a role may not do.
   * @default there are no roles: everything passes
   */
  readonly iam: Source | undefined;
}

/** Reads a request, determines the caller and the service, and passes it to that service. */
export async function answerAtTheDoor(
  request: IncomingMessage,
  { services, issuer, reviewer, others, iam, ...shared }: Behind,
): Promise<Answer> {
  const requestId = randomUUID();
  const turned = turnedAway(request);
  if (turned !== undefined) return refusal(requestId, turned.status, turned.code, turned.message);
  const url = new URL(`http://local${request.url ?? '/'}`);
  if (url.pathname === presencePath && request.method === 'GET') return presence(shared.token);
  if (url.pathname === taskCredentialsPath && request.method === 'GET')
    return await taskCredentialsAnswer(issuer, url.searchParams);
  const cluster = clusterOfReviews(url.pathname);
  if (cluster !== undefined && request.method === 'POST')
    return tokenReviewAnswer(reviewer, cluster, (await bodyOf(request))?.toString('utf8') ?? '');
  const scope = scopeOf(request.headers.authorization, url.searchParams);
  if (scope === undefined) {
    return refusal(
      requestId,
      403,
      'MissingAuthenticationToken',
      'the request is not signed with Signature Version 4',
    );
  }
  const bytes = await bodyOf(request);
  if (bytes === undefined)
    return refusal(requestId, 413, 'RequestEntityTooLarge', `more than ${mostBytes} bytes`);
  const body = bytes.toString('utf8');
  const service = services.find(({ name }) => name === scope.service) ?? others;
  const call: Call = {
    method: request.method ?? 'GET',
    url: request.url ?? '/',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body,
    bytes,
    caller: shared.credentials.callerOf(scope.accessKeyId, scope.region),
    region: scope.region,
    service: scope.service,
    requestId,
  };
  if (url.pathname === decisionPath && request.method === 'POST') return await decisionAnswer(call, iam);
  const refused = iam && (await refusedByRole(iam, call));
  return (
    refused ??
    service?.answer(call) ??
    notHere(call, `the local AWS has no service "${scope.service}" (asked for ${nameOfCall(call)})`)
  );
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // A body that is too large is read to its end but not kept, so that the caller can read the response.
    if (size <= mostBytes) chunks.push(chunk);
  }
  return size <= mostBytes ? Buffer.concat(chunks) : undefined;
}
