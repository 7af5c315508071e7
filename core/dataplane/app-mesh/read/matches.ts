import { defined } from '../../../base/properties';
import type { Written } from '../../../topology';
import type { ApiMatch, ApiNamed } from './api';
import type { Note } from './objects';

type Route = NonNullable<Written<'services'>['routes']>[number];
type Named = NonNullable<Route['headers']>;
type Matched = Pick<
  Route,
  'prefix' | 'path' | 'headers' | 'query' | 'port' | 'serviceName' | 'metadata' | 'method' | 'scheme'
> &
  Pick<Route, 'methodName'>;

/** What a request must look like. */
export function matchOf(match: ApiMatch, at: string, note: Note): Matched {
  const { headers, metadata, path, prefix, port, method, methodName, scheme, serviceName } = match;
  if (path?.exact !== undefined && path.regex !== undefined)
    note(`${at}.path.regex`, 'a path is exact, or an expression');
  return defined({
    prefix,
    path: path?.exact ?? (path?.regex === undefined ? undefined : { regex: path.regex }),
    method,
    scheme,
    headers: namedOf(headers, `${at}.headers`, note),
    query: queryOf(match.queryParameters, `${at}.queryParameters`, note),
    port,
    serviceName,
    methodName,
    metadata: namedOf(metadata, `${at}.metadata`, note),
  });
}

/** Headers or metadata. The topology has each name once; a second match of one is left out. */
function namedOf(named: ApiNamed | undefined, at: string, note: Note): Named | undefined {
  if (named === undefined) return undefined;
  noteTwice(named, at, note);
  return Object.fromEntries(
    named.toReversed().map(({ name, match, invert = false }) => {
      const { exact, prefix, suffix, regex, range } = match ?? {};
      const not = invert && { not: true };
      if (exact !== undefined) return [name, { exact, ...not }];
      if (prefix !== undefined) return [name, { prefix, ...not }];
      if (suffix !== undefined) return [name, { suffix, ...not }];
      if (regex !== undefined) return [name, { regex, ...not }];
      if (range !== undefined) return [name, { range: [range.start, range.end], ...not }];
      return [name, { present: true, ...not }];
    }),
  );
}

function queryOf(
  parameters: ApiMatch['queryParameters'],
  at: string,
  note: Note,
): Route['query'] | undefined {
  if (parameters === undefined) return undefined;
  noteTwice(parameters, at, note);
  return Object.fromEntries(parameters.toReversed().map(({ name, match }) => [name, match?.exact ?? true]));
}

function noteTwice(named: readonly { readonly name: string }[], at: string, note: Note): void {
  const seen = new Set<string>();
  for (const [index, { name }] of named.entries()) {
    if (seen.has(name)) note(`${at}[${index}]`, `"${name}" is matched twice: the first one counts`);
    seen.add(name);
  }
}
