import { fieldOf, parsedJson } from '../../../core/base/json';
import type { LocalClient, LocalRequest } from '../../client';
import { json } from '../../requests';

/** An account of the local AWS, with what asks it. */
export interface Account {
  readonly id: string;
  readonly region: string;
  readonly client: LocalClient;
}

/** A list of AWS's JSON protocol may come in so many pages; no account of a mesh has more. */
const MOST_PAGES = 200;

/** All members of a list that comes in pages. */
export async function listed<Member>(
  { client }: Account,
  request: readonly [service: string, target: string, body: object],
  list: string,
): Promise<readonly Member[]> {
  const [service, target, body] = request;
  const members: Member[] = [];
  let token: unknown;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const again = token === undefined ? {} : { [tokenOf(service)]: token };
    const answer = parsedJson(await client.ask(json(service, target, { ...body, ...again })));
    // What AWS's API models say that this list contains.
    members.push(...((fieldOf(answer, list) ?? []) as readonly Member[]));
    token = fieldOf(answer, tokenOf(service));
    if (typeof token !== 'string' || token === '') break;
  }
  return members;
}

const tokenOf = (service: string): string => (service === 'ecs' ? 'nextToken' : 'NextToken');

/** Asks, and does not mind an error: what is to be removed may be gone already. */
export async function tried({ client }: Account, request: LocalRequest): Promise<boolean> {
  try {
    await client.ask(request);
    return true;
  } catch {
    return false;
  }
}
