import { createHmac, randomBytes } from 'node:crypto';

/** A page of a list, and the token for the next page. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Absent on the last page. */
  readonly nextToken?: string;
}

/** Tokens of another process are not valid. */
const secret = randomBytes(32);

/**
 * A page of at most `limit` items from the position of `token`; undefined where the token does not come from an earlier
 * response to the same request.
 * @param question identifies the list and its filters: a token is only valid for that list
 */
export function pageOf<Item>(
  items: readonly Item[],
  limit: number,
  token: string | undefined,
  question: string,
): Page<Item> | undefined {
  const start = token === undefined ? 0 : startIn(token, question);
  if (start === undefined) return undefined;
  const end = start + limit;
  // The remaining items may have been deleted since: then the last page is empty, as in AWS.
  const page = { items: items.slice(start, end) };
  return end < items.length ? { ...page, nextToken: tokenFor(end, question) } : page;
}

/** A token is opaque: the position is masked with a secret of this process. */
function tokenFor(start: number, question: string): string {
  const salt = randomBytes(8);
  const place = Buffer.alloc(4);
  place.writeUInt32BE((start ^ maskFor(salt)) >>> 0);
  const body = Buffer.concat([salt, place]);
  return Buffer.concat([body, sealOf(body, question)]).toString('base64url');
}

function startIn(token: string, question: string): number | undefined {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== 28) return undefined;
  const [body, seal] = [bytes.subarray(0, 12), bytes.subarray(12)];
  if (!sealOf(body, question).equals(seal)) return undefined;
  return (body.readUInt32BE(8) ^ maskFor(body.subarray(0, 8))) >>> 0;
}

function maskFor(salt: Buffer): number {
  return createHmac('sha256', secret).update('mask').update(salt).digest().readUInt32BE();
}

function sealOf(body: Buffer, question: string): Buffer {
  return createHmac('sha256', secret).update(body).update(question).digest().subarray(0, 16);
}
