import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { SocketSpec } from '../../core/dataplane/envoy';
import type { Identity } from './authority';

export interface Asked {
  /** @default '/' */
  readonly path?: string;
  /** @default 'GET' */
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** With TLS: which certificate is shown, if any. The server's is not verified. @default plaintext */
  readonly tls?: { readonly shows?: Identity };
  /** Keeps connections open between requests. @default each has its own */
  readonly agent?: Agent;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A request of HTTP/1; it fails where no answer comes. */
export function request(to: SocketSpec, asked: Asked = {}): Promise<Answer> {
  const { path = '/', method = 'GET', headers = {}, tls, agent } = asked;
  const shown = tls?.shows === undefined ? {} : { cert: tls.shows.chain, key: tls.shows.key };
  const options = { host: to.address, port: to.port, path, method, headers, agent: agent ?? false };
  return new Promise((done, fail) => {
    const sent =
      tls === undefined
        ? httpRequest(options)
        : httpsRequest({ ...options, agent: false, rejectUnauthorized: false, ...shown });
    sent.once('error', fail);
    sent.once('response', (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.once('error', fail);
      response.once('end', () =>
        done({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(parts).toString(),
        }),
      );
    });
    sent.end();
  });
}

/** What came of the requests of a load. */
export interface Load {
  readonly sent: number;
  /** What each request that had no answer of 200 ended with. */
  readonly failed: readonly string[];
}

/** Senders of a load; each waits for the answer before it sends again. */
export const SENDERS = 8;

/**
 * Sends requests from before `during` begins until it has ended.
 * @param to where each request goes; asked again before each
 * @param connections `kept` between requests, or a `new` one for each
 */
export async function underLoad(
  to: SocketSpec | (() => SocketSpec),
  during: () => Promise<void>,
  connections: 'kept' | 'new' = 'kept',
): Promise<Load> {
  const agent = new Agent({ keepAlive: connections === 'kept', maxSockets: SENDERS });
  const failed: string[] = [];
  let sent = 0;
  const over = new AbortController();
  const sender = async (): Promise<void> => {
    while (!over.signal.aborted) {
      sent += 1;
      const result = await request(typeof to === 'function' ? to() : to, { agent }).then(
        ({ status, body }) => (status === 200 ? undefined : `${status} ${body}`),
        (error: unknown) => String(error),
      );
      if (result !== undefined) failed.push(result);
    }
  };
  const senders = Array.from({ length: SENDERS }, sender);
  await during().finally(() => over.abort());
  await Promise.all(senders);
  agent.destroy();
  return { sent, failed };
}
