import { isRecord } from '../../../core/base/json';
import { pageOf } from '../paging';
import { refusal } from '../rules';
import { demand, type Shape } from '../shape';

/** Refuses what the API model does not allow. */
export function demandModel(shape: Shape, value: unknown, path: string): void {
  demand(shape, value, path, ({ breach }, all) => refusal(`app-mesh/${breach}`, all));
}

/**
 * A page by `limit` and `nextToken` of the query.
 * @param question identifies the list: a token is only valid for that list
 */
export function queriedPage<Item>(
  items: readonly Item[],
  query: URLSearchParams,
  limit: Shape,
  standard: number,
  question: string,
): { readonly items: readonly Item[]; readonly nextToken?: string } {
  const written = query.get('limit');
  const asked = written === null ? standard : numberIn(written);
  demandModel(limit, asked, 'limit');
  const token = query.get('nextToken') ?? undefined;
  const page = pageOf(items, Number(asked), token, question);
  if (page === undefined) throw refusal('app-mesh/next-token', `nextToken "${token ?? ''}"`);
  return page;
}

/** A value somewhere in a spec, and the names on the way to it. */
export interface Place {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** Everything in a spec, at any depth. */
export function placesIn(value: unknown, path: readonly string[] = []): readonly Place[] {
  const here = { path, value };
  if (Array.isArray(value))
    return [here, ...value.flatMap((item, index) => placesIn(item, [...path, String(index)]))];
  if (!isRecord(value)) return [here];
  return [here, ...Object.entries(value).flatMap(([name, member]) => placesIn(member, [...path, name]))];
}

function numberIn(written: string): unknown {
  return /^-?\d+$/.test(written) ? Number(written) : written;
}
