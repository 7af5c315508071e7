import type { Caller, Credentials } from './credentials';

/** One signed request, as services receive it. */
export interface Call {
  readonly method: string;
  /** The path and query as they were sent. */
  readonly url: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
  /** The raw body, for content that isn't text. */
  readonly bytes: Buffer;
  readonly caller: Caller;
  readonly region: string;
  /** The service that the request was signed for. */
  readonly service: string;
  readonly requestId: string;
}

/** The response of a service. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** A service of the local AWS, identified by the name with which requests to it are signed. */
export interface Service {
  readonly name: string;
  answer(call: Call): Answer | Promise<Answer>;
}

/** The credential scope of a signature: the access key, the region and the service. */
export interface Scope {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
}

/** What the services of one local AWS have in common. */
export interface Shared {
  /** Identifies this local AWS. */
  readonly token: string;
  readonly credentials: Credentials;
}

const credential = /^([\w+=,.@-]{1,128})\/\d{8}\/([\w-]+)\/([\w-]+)\/aws4_request$/;

/**
 * The scope that a request was signed for, in its header or, where it was presigned, in its query. The signature
 * itself isn't checked: the local AWS contains nothing secret.
 */
export function scopeOf(authorization: string | undefined, query: URLSearchParams): Scope | undefined {
  const header = /^AWS4-[A-Z0-9-]+\s+(?:.*,\s*)?Credential=([^,\s]+)/.exec(authorization ?? '')?.[1];
  const found = credential.exec(header ?? query.get('X-Amz-Credential') ?? '');
  if (found === null) return undefined;
  const [, accessKeyId = '', region = '', service = ''] = found;
  return { accessKeyId, region, service };
}
