/** Some of a list, and how to ask for what follows. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Absent on the last page. */
  readonly nextToken?: string;
}

/** A page of at most `limit` items from where `token` says; undefined where no earlier answer gave that token. */
export function pageOf<Item>(
  items: readonly Item[],
  limit: number,
  token: string | undefined,
): Page<Item> | undefined {
  const start = token === undefined ? 0 : startIn(token);
  if (start === undefined || start > items.length) return undefined;
  const end = start + limit;
  const page = { items: items.slice(start, end) };
  return end < items.length ? { ...page, nextToken: tokenFor(end) } : page;
}

function tokenFor(start: number): string {
  return Buffer.from(`from ${start}`).toString('base64url');
}

function startIn(token: string): number | undefined {
  const start = /^from (\d{1,9})$/.exec(Buffer.from(token, 'base64url').toString('utf8'))?.[1];
  return start === undefined ? undefined : Number(start);
}
