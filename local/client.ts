import { defined } from '../core/base/properties';
import { globalArnIn } from './aws/arn';

/** A request to the local AWS, for one account. */
export interface LocalRequest {
  /** The name with which requests to the service are signed. */
  readonly service: string;
  /** @default `/` */
  readonly path?: string;
  /** @default `POST` where there is a body, else `GET` */
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What the local AWS answered. */
export interface LocalAnswer {
  readonly status: number;
  /** The code of an error, such as `AccessDeniedException`; absent where it is not an error. */
  readonly code?: string;
  readonly text: string;
}

/** Reads the contents of the local AWS, as one account and in one region. */
export interface LocalClient {
  /** The text of the response; an error where it is not a success. */
  ask(request: LocalRequest): Promise<string>;
  /** The response, whatever it is. */
  answer(request: LocalRequest): Promise<LocalAnswer>;
}

/** The local AWS only reads the key and the scope of a signature: the rest is left out. */
const signature = (key: string, region: string, service: string): string =>
  `AWS4-HMAC-SHA256 Credential=${key}/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`;

/** Assumes a role in an account of a local AWS. */
export async function localClient(url: string, account: string, region: string): Promise<LocalClient> {
  const role = globalArnIn(region, 'iam', account, 'role/meshspan-look');
  const session = new URLSearchParams({
    Action: 'AssumeRole',
    Version: '2011-06-15',
    RoleArn: role,
    RoleSessionName: 'meshspan',
  });
  const signedIn = await clientOfKey(url, 'local', region).ask({
    service: 'sts',
    body: session.toString(),
    headers: form,
  });
  return clientOfKey(url, /<AccessKeyId>([^<]+)</.exec(signedIn)?.[1] ?? '', region);
}

/** The identity of an access key that a local AWS issued. */
export function clientOfKey(url: string, key: string, region: string): LocalClient {
  const answer = (request: LocalRequest): Promise<LocalAnswer> => send(url, key, region, request);
  return {
    answer,
    async ask(request) {
      const { status, code, text } = await answer(request);
      if (code === undefined) return text;
      const { service, path = '/' } = request;
      throw new Error(`the local AWS returned ${status} for ${service} ${path}: ${text.slice(0, 300)}`);
    },
  };
}

/** Of AWS's Query protocol. */
export const form = { 'content-type': 'application/x-www-form-urlencoded' };

async function send(
  url: string,
  key: string,
  region: string,
  { service, path = '/', body, method = body === undefined ? 'GET' : 'POST', headers = {} }: LocalRequest,
): Promise<LocalAnswer> {
  const response = await fetch(new URL(path, url), {
    method,
    headers: { ...headers, authorization: signature(key, region, service) },
    ...defined({ body }),
  });
  const { status, ok } = response;
  const text = await response.text();
  if (ok) return { status, text };
  return { status, code: response.headers.get('x-amzn-errortype') ?? codeIn(text) ?? 'Unknown', text };
}

/** The code in the body of an error, of JSON or of XML. */
const codeIn = (text: string): string | undefined =>
  /"__type"\s*:\s*"(?:[^"#]*#)?([^"]+)"/.exec(text)?.[1] ?? /<Code>([^<]+)</.exec(text)?.[1];
