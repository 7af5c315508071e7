import { isRecord, parsedJson } from '../../core/base/json';
import type { Answer } from './call';

/** The path at which the local AWS identifies itself, without a signature. No AWS service has such a path. */
export const presencePath = '/.well-known/meshspan-local-aws';

/** States that this is the local AWS with this token, in this process. */
export function presence(token: string): Answer {
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, pid: process.pid }),
  };
}

/** The process id that the local AWS with this token reports; undefined where another one answers, or none. */
export async function whoIsThere(url: string, token: string): Promise<number | undefined> {
  try {
    const response = await fetch(url + presencePath, {
      signal: AbortSignal.timeout(5000),
      redirect: 'error',
    });
    const reported = parsedJson(await response.text());
    const pid = isRecord(reported) && reported['token'] === token ? reported['pid'] : undefined;
    return typeof pid === 'number' && Number.isInteger(pid) && pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
}
