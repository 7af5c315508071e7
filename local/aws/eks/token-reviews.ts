import { isRecord, parsedJson, recordOf } from '../../../core/base/json';
import type { Answer } from '../call';
import type { Credentials } from '../credentials';
import type { World } from '../world';
import { identityIn } from './access';
import { isSignedWith, presignedIn } from './presigned';
import { clustersPart } from './state';

/** Below this path the API server of each cluster asks whose a token is. */
const PATH = '/.well-known/meshspan-eks-token-reviews/';

/** The address for one cluster. Its ARN is in the path: the API server leaves out a query. */
export const tokenReviewsUri = (url: string, cluster: string): string =>
  `${url}${PATH}${encodeURIComponent(cluster)}`;

/** The cluster in the path of such a request; undefined for any other. */
export const clusterOfReviews = (path: string): string | undefined =>
  path.startsWith(PATH) ? decodeURIComponent(path.slice(PATH.length)) : undefined;

const PREFIX = 'k8s-aws-v1.';
/** The header that says for which cluster a token is. */
const CLUSTER_HEADER = 'x-k8s-aws-id';
/** EKS accepts a token for 15 minutes, whatever the request says. */
const VALID_MS = 15 * 60_000;

/** What a review of tokens needs. */
export interface Reviewer {
  readonly world: World;
  readonly credentials: Credentials;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/**
 * Answers a TokenReview (https://kubernetes.io/docs/reference/access-authn-authz/authentication/#webhook-token-authentication):
 * a token of EKS is a presigned request to STS, signed for one cluster; who signed it is let in by an access entry.
 */
export function tokenReviewAnswer(reviewer: Reviewer, cluster: string, body: string): Answer {
  const review = parsedJson(body);
  const token = String(recordOf(isRecord(review) ? review['spec'] : undefined)['token']);
  const user = userOf(reviewer, cluster, token);
  const status = user === undefined ? { authenticated: false } : { authenticated: true, user };
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', status }),
  };
}

function userOf({ world, credentials, clock }: Reviewer, arn: string, token: string): object | undefined {
  const cluster = world.part(clustersPart)[arn];
  if (cluster === undefined || !token.startsWith(PREFIX)) return undefined;
  const request = presignedIn(Buffer.from(token.slice(PREFIX.length), 'base64url').toString('utf8'));
  if (request === undefined || !request.signedHeaders.includes(CLUSTER_HEADER)) return undefined;
  if (Math.abs(clock() - request.signedAt) > VALID_MS) return undefined;
  const secret = credentials.secretOf(request.accessKeyId);
  const name = String(cluster.described['name']);
  if (!isSignedWith(request, secret, { [CLUSTER_HEADER]: name })) return undefined;
  const caller = credentials.callerOf(request.accessKeyId, request.region);
  const identity = identityIn(cluster.accessEntries, { caller, region: request.region });
  return identity && { ...identity, uid: `aws-iam-authenticator:${caller.account}:${caller.userId}` };
}
