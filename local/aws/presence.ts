import { isRecord, parsedJson } from '../../core/base/json';
import type { Answer } from './call';

/** Where the door answers, without a signature, which local AWS this is. No service of AWS has a path like it. */
export const presencePath = '/.well-known/meshspan-local-aws';

/** That this is the local AWS with this token, in this process. */
export function presence(token: string): Answer {
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, pid: process.pid }),
  };
}

/** The number of the process of the local AWS with this token, by its own word; nothing where another is there, or none. */
export async function whoIsThere(url: string, token: string): Promise<number | undefined> {
  try {
    const response = await fetch(url + presencePath, {
      signal: AbortSignal.timeout(5000),
      redirect: 'error',
    });
    const told = parsedJson(await response.text());
    const pid = isRecord(told) && told['token'] === token ? told['pid'] : undefined;
    return typeof pid === 'number' && Number.isInteger(pid) && pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
}
