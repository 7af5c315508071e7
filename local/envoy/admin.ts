import { request } from 'node:http';
import type { ProxySpec, SocketSpec } from '../../core/dataplane/envoy';

/** What Envoy's administration interface answers (admin interface of the operations guide); undefined: nothing. */
export function ask(
  { address, port }: SocketSpec,
  path: string,
): Promise<{ status: number; text: string } | undefined> {
  return new Promise((done) => {
    const sent = request({ host: address, port, path, timeout: 2000, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('error', () => done(undefined));
      response.on('end', () => done({ status: response.statusCode ?? 0, text }));
    });
    sent.on('timeout', () => sent.destroy());
    sent.on('error', () => done(undefined));
    sent.end();
  });
}

/** Counters by their names. */
export type Counters = ReadonlyMap<string, number>;

/** The counters of a proxy that say something about TLS and connections. */
const WANTED =
  /(^|\.)(ssl\.(handshake|connection_error|no_certificate|fail_verify_\w+)|(up|down)stream_cx_total)$/;

/** The TLS counters of a proxy as they are now. */
export async function countersOf({ admin }: Pick<ProxySpec, 'admin'>): Promise<Counters> {
  const answer = await ask(admin, '/stats?usedonly');
  const lines = answer?.text.split('\n') ?? [];
  return new Map(
    lines.flatMap((line): [string, number][] => {
      const at = line.lastIndexOf(': ');
      const [name, value] = [line.slice(0, at), Number(line.slice(at + 2))];
      return WANTED.test(name) &&
        Number.isFinite(value) &&
        !/listener_manager|(^|\.)(admin|worker_\d+)\./.test(name)
        ? [[name, value]]
        : [];
    }),
  );
}

/** The counters that rose, and by how much. */
export const risenOf = (side: string, before: Counters, after: Counters): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...after].flatMap(([name, value]) => {
      const risen = value - (before.get(name) ?? 0);
      return risen > 0 ? [[`${side}: ${name}`, risen] as const] : [];
    }),
  );
