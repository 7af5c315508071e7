import type { Answer, Call } from '../call';
import type { Forward } from '../moto-proxy';
import type { World } from '../world';

/** Corrects one thing that moto does differently from AWS. */
export interface Correction {
  /** The service's name in signatures. */
  readonly service: string;
  readonly operations: readonly string[] | 'all';
  /** What AWS does, and what moto does instead. */
  readonly reason: string;
  /** The version of moto in which it was observed. */
  readonly moto: string;
  /** How to observe it: what fails, or changes on every plan, without the correction. */
  readonly seen: string;
  answer(call: Call, forward: Forward, world: World): Promise<Answer>;
}

/** The same call with another body. */
export function withBody(call: Call, body: string): Call {
  return { ...call, body, bytes: Buffer.from(body) };
}

/** The same call for another account, where one account's resource needs another's. */
export function asAccount(call: Call, account: string): Call {
  return { ...call, caller: { ...call.caller, account } };
}

/** The text of a response. */
export function textOf(answer: Answer): string {
  return typeof answer.body === 'string' ? answer.body : answer.body.toString('utf8');
}

/** A call to another service, for the account and in the region of this one. */
export function callTo(
  call: Call,
  service: string,
  request: Pick<Call, 'method' | 'url' | 'body'> & { readonly headers?: Readonly<Record<string, string>> },
): Call {
  const { pathname, searchParams } = new URL(request.url, 'http://local');
  const scope = `local/20260101/${call.region}/${service}/aws4_request`;
  return {
    ...call,
    ...request,
    service,
    path: pathname,
    query: searchParams,
    bytes: Buffer.from(request.body),
    headers: {
      ...request.headers,
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
    },
  };
}

/** A call to a service with operations in `x-amz-target`. */
export function targetCall(call: Call, service: string, target: string, asked: object): Call {
  return callTo(call, service, {
    method: 'POST',
    url: '/',
    body: JSON.stringify(asked),
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target },
  });
}

/** A call to a service whose operations are form parameters. */
export function queryCall(call: Call, service: string, parameters: Readonly<Record<string, string>>): Call {
  return callTo(call, service, {
    method: 'POST',
    url: '/',
    body: new URLSearchParams(parameters).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
  });
}
