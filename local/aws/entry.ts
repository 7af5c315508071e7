import type { IncomingMessage } from 'node:http';
import { posix } from 'node:path';

/** Why a request is rejected: the status, an error code like AWS's, and a sentence. */
export interface Turned {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** The local names of this machine. An attacker's name that resolves to it (DNS rebinding) is not one of them. */
const here: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Why a request is rejected before its signature is read; undefined where it is accepted. SDKs, the aws command and
 * Terraform never send such requests: they come from a page in a browser, or are meant for another host.
 */
export function turnedAway({
  url = '/',
  headers,
}: Pick<IncomingMessage, 'url' | 'headers'>): Turned | undefined {
  if (!/^\/(?!\/)/.test(url) || !URL.canParse(`http://local${url}`))
    return { status: 400, code: 'MalformedQueryString', message: 'the address of the request is not a path' };
  if (!here.has(hostIn(headers.host ?? '')))
    return { status: 403, code: 'AccessDenied', message: `this is not the host "${headers.host ?? ''}"` };
  if (headers.origin !== undefined || headers['sec-fetch-site'] !== undefined)
    return { status: 403, code: 'AccessDenied', message: 'the local AWS does not answer web pages' };
  if (isOfMoto(url))
    return { status: 403, code: 'AccessDenied', message: 'moto is not controlled from here' };
  return undefined;
}

/** The host of a Host header without its port, in lowercase. */
function hostIn(header: string): string {
  return header.replace(/:\d+$/, '').toLowerCase();
}

/** Whether a path leads to moto's own interface, which resets, seeds and replays all accounts. */
function isOfMoto(url: string): boolean {
  const [path = ''] = url.split(/[?#]/, 1);
  const first =
    posix
      .normalize(decoded(path))
      .split('/')
      .find((part) => part !== '') ?? '';
  return first.toLowerCase() === 'moto-api';
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
