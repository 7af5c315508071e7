import { createHmac, randomBytes } from 'node:crypto';

/** Some of a list, and how to ask for what follows. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Absent on the last page. */
  readonly nextToken?: string;
}

/** Tokens of another process are none of ours. */
const secret = randomBytes(32);

/**
 * A page of at most `limit` items from where `token` says; undefined where no earlier answer to this question gave that
 * token.
 * @param question whose list it is, and how it was filtered: a token is for that list alone
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
  // What was deleted since may have left nothing: an empty last page, as in AWS.
  const page = { items: items.slice(start, end) };
  return end < items.length ? { ...page, nextToken: tokenFor(end, question) } : page;
}

/** A token shows nothing: the place is masked by what only this process knows. */
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
