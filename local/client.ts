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

/** Reads the contents of the local AWS, as one account and in one region. */
export interface LocalClient {
  /** The text of the response; an error where it is not a success. */
  ask(request: LocalRequest): Promise<string>;
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
  const signedIn = await send(url, 'local', region, {
    service: 'sts',
    body: session.toString(),
    headers: form,
  });
  const key = /<AccessKeyId>([^<]+)</.exec(signedIn)?.[1] ?? '';
  return clientWithKey(url, key, region);
}

/** A client with an access key that the local AWS has given: that of a task's role. */
export const clientWithKey = (url: string, key: string, region: string): LocalClient => ({
  ask: (request) => send(url, key, region, request),
});

/** Of AWS's Query protocol. */
export const form = { 'content-type': 'application/x-www-form-urlencoded' };

async function send(
  url: string,
  key: string,
  region: string,
  { service, path = '/', body, method = body === undefined ? 'GET' : 'POST', headers = {} }: LocalRequest,
): Promise<string> {
  const response = await fetch(new URL(path, url), {
    method,
    headers: { ...headers, authorization: signature(key, region, service) },
    ...defined({ body }),
  });
  const text = await response.text();
  if (!response.ok)
    throw new Error(
      `the local AWS returned ${response.status} for ${service} ${path}: ${text.slice(0, 300)}`,
    );
  return text;
}
