import type { Answer } from './call';
import { queryError } from './query-protocol';

/** An error that SDKs of both kinds of protocol can read: the code in a header for JSON, in the body for XML. */
export function refusal(requestId: string, status: number, code: string, message: string): Answer {
  const answer = queryError(requestId, 'https://webservices.amazon.com/', { status, code, message });
  return { ...answer, headers: { ...answer.headers, 'x-amzn-errortype': code } };
}
