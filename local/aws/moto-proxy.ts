import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import type { Answer, Call } from './call';
import { motoVersion } from '../moto/version';
import { nameOfCall, notHere } from './not-here';
import { refusal } from './protocol-error';

/** Forwards a call and returns the response. */
export type Forward = (call: Call) => Promise<Answer>;

/** moto behind the local AWS. */
export interface MotoProxy {
  readonly forward: Forward;
  close(): void;
}

/** They are about a single connection, or about a length that a correction may change. */
const ofOneConnection: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'transfer-encoding',
]);

/**
 * Forwards calls to moto. moto reads the account from `x-moto-account-id` first, before the key, and the service and the
 * region from the signature's scope, which it doesn't check.
 */
export function motoProxy(url: string): MotoProxy {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const { hostname, port } = new URL(url);
  return {
    forward: (call) =>
      new Promise((done) => {
        const asked = request(
          // The path as received: never resolved, because that could lead to another host.
          { agent, hostname, port, path: call.url, method: call.method, headers: headersOf(call) },
          (response) => {
            const chunks: Buffer[] = [];
            response.on('data', (chunk: Buffer) => chunks.push(chunk));
            response.once('error', () => done(withoutMoto(call)));
            response.once('end', () =>
              done(
                understood(call, {
                  status: response.statusCode ?? 502,
                  headers: answeredHeaders(call, response.headers),
                  body: Buffer.concat(chunks),
                }),
              ),
            );
          },
        );
        asked.once('error', () => done(withoutMoto(call)));
        asked.end(call.bytes);
      }),
    close: () => agent.destroy(),
  };
}

function headersOf(call: Call): Record<string, string> {
  return {
    ...Object.fromEntries(kept(call.headers)),
    'content-length': String(call.bytes.length),
    'x-moto-account-id': call.caller.account,
  };
}

/** They allow any page on the web: moto adds them; AWS only does so where a bucket has such rules. */
const ofPages = /^access-control-/;

function answeredHeaders({ method }: Call, headers: IncomingHttpHeaders): Record<string, string> {
  const all = Object.fromEntries(kept(headers).filter(([name]) => !ofPages.test(name)));
  // The length of what a GET would answer, which is not that of this answer.
  const length = method === 'HEAD' ? headers['content-length'] : undefined;
  return length === undefined ? all : { ...all, 'content-length': length };
}

/** For unsupported operations and failures moto returns an HTML page: no SDK understands it, and SDKs repeat a 500. */
function understood(call: Call, answer: Answer): Answer {
  const isPage = (answer.headers['content-type'] ?? '').startsWith('text/html') && answer.status >= 400;
  if (answer.status < 500 && !(isPage && call.service !== 's3')) return answer;
  return notHere(
    call,
    `the local AWS does not support ${nameOfCall(call)}: moto ${motoVersion}, which provides ${call.service}, does not support it or fails on this request`,
  );
}

function kept(headers: Readonly<Record<string, string | readonly string[] | undefined>>): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || ofOneConnection.has(name)
      ? []
      : [[name, typeof value === 'string' ? value : value.join(', ')]],
  );
}

/** Not a server error: the provider would repeat the request for minutes. */
function withoutMoto({ requestId }: Call): Answer {
  return refusal(
    requestId,
    400,
    'LocalAwsIncomplete',
    'moto, which provides this service, has stopped; start the local AWS again',
  );
}
