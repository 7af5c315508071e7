import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** A request that somebody signed for others to send: what its address says. */
export interface Presigned {
  readonly url: URL;
  readonly accessKeyId: string;
  readonly region: string;
  /** Milliseconds since 1970. */
  readonly signedAt: number;
  readonly signedHeaders: readonly string[];
}

/** Reads the address of a presigned request to STS; undefined where it is none. */
export function presignedIn(text: string): Presigned | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const of = (name: string): string => url.searchParams.get(name) ?? '';
  const [, accessKeyId, region] =
    /^([\w+=,.@-]{1,128})\/\d{8}\/([\w-]+)\/sts\/aws4_request$/.exec(of('X-Amz-Credential')) ?? [];
  const [, day, time] = /^(\d{8})T(\d{6})Z$/.exec(of('X-Amz-Date')) ?? [];
  if (accessKeyId === undefined || region === undefined || day === undefined || time === undefined)
    return undefined;
  if (of('Action') !== 'GetCallerIdentity' || of('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256') return undefined;
  const date = day.replace(/(....)(..)(..)/, '$1-$2-$3');
  return {
    url,
    accessKeyId,
    region,
    signedAt: Date.parse(`${date}T${time.replace(/(..)(..)(..)/, '$1:$2:$3')}Z`),
    signedHeaders: of('X-Amz-SignedHeaders').split(';'),
  };
}

/**
 * Whether a presigned request was signed with a secret and with these headers (AWS, "Create a signed AWS API request"). `host`
 * is that of the address.
 */
export function isSignedWith(
  { url, signedHeaders }: Presigned,
  secret: string,
  headers: Readonly<Record<string, string>>,
): boolean {
  const sent: Readonly<Record<string, string>> = { ...headers, host: url.host };
  const of = (name: string): string => url.searchParams.get(name) ?? '';
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .toSorted()
    .join('&');
  const canonical = [
    'GET',
    url.pathname,
    query,
    ...signedHeaders.map((name) => `${name}:${(sent[name] ?? '').trim()}`),
    '',
    signedHeaders.join(';'),
    sha256(''),
  ].join('\n');
  const scope = of('X-Amz-Credential').split('/').slice(1);
  const text = ['AWS4-HMAC-SHA256', of('X-Amz-Date'), scope.join('/'), sha256(canonical)].join('\n');
  const key = scope.reduce<string | Buffer>((previous, part) => hmac(previous, part), `AWS4${secret}`);
  const [expected, given] = [hmac(key, text), Buffer.from(of('X-Amz-Signature'), 'hex')];
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** Percent-encoding as signatures need it: of all but letters, digits and `-._~`. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
