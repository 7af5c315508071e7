import { Agent, request } from 'node:http';
import type { Answer, Call } from './call';
import { refusal } from './door';

/** Answers a call as somebody behind us would. */
export type Forward = (call: Call) => Promise<Answer>;

/** moto behind the door. */
export interface MotoProxy {
  readonly forward: Forward;
  close(): void;
}

/** They speak of one connection, or of a length that a correction may change. */
const ofOneConnection: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'transfer-encoding',
]);

/**
 * Hands calls on to moto. moto takes the account from `x-moto-account-id`, before it looks at the key, and the service
 * and the region from the signature's scope, which it doesn't check.
 */
export function motoProxy(url: string): MotoProxy {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  return {
    forward: (call) =>
      new Promise((done) => {
        const asked = request(
          new URL(call.url, url),
          { agent, method: call.method, headers: headersOf(call) },
          (response) => {
            const chunks: Buffer[] = [];
            response.on('data', (chunk: Buffer) => chunks.push(chunk));
            response.once('error', () => done(withoutMoto(call)));
            response.once('end', () =>
              done({
                status: response.statusCode ?? 502,
                headers: Object.fromEntries(kept(response.headers)),
                body: Buffer.concat(chunks),
              }),
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
    'moto, which answers for this service, has ended; start the local AWS again',
  );
}
