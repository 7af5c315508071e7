import type { Closed, NamedMatch, RouteMatch, StringMatch } from '../../../topology';
import { given, unlessEmpty, type JsonObject } from './json';

type Match = Closed<RouteMatch>;

/** What a request must look like, as Envoy's `RouteMatch`; no match: every request. */
export function matchOf(match: Match | undefined, more: readonly JsonObject[] = []): JsonObject {
  if (match === undefined) return given({ prefix: '/', headers: unlessEmpty(more) });
  const { method, scheme, headers, metadata, query } = match;
  const named = [...headers, ...metadata].map(headerMatch);
  return given({
    ...pathMatch(match),
    headers: unlessEmpty([
      ...named,
      ...(method === undefined ? [] : [exactly(':method', method)]),
      ...(scheme === undefined ? [] : [exactly(':scheme', scheme)]),
      ...more,
    ]),
    query_parameters: unlessEmpty(query.map(queryMatch)),
  });
}

/** A call of gRPC is a path: `/<service>/<method>` (gRPC over HTTP/2, "Requests"). */
function pathMatch({ prefix, path, serviceName, methodName }: Match): JsonObject {
  if (methodName !== undefined)
    return serviceName === undefined
      ? { safe_regex: { regex: `/[^/]+/${quoted(methodName)}` } }
      : { path: `/${serviceName}/${methodName}` };
  if (serviceName !== undefined) return { prefix: `/${serviceName}/` };
  if (path?.kind === 'exact') return { path: path.value };
  if (path?.kind === 'regex') return { safe_regex: { regex: path.value } };
  return { prefix: prefix ?? '/' };
}

const exactly = (name: string, value: string): JsonObject => ({ name, string_match: { exact: value } });

/**
 * A request without the header matches neither a comparison nor, as on App Mesh, an inverted one: only the inverted
 * `present` says that a header is missing (HeaderMatcher, `invert_match`).
 */
const headerMatch = ({ name, match, invert }: Closed<NamedMatch>): JsonObject =>
  given({ name, ...comparisonOf(match), invert_match: invert ? true : undefined });

function comparisonOf(match: Closed<StringMatch>): JsonObject {
  switch (match.kind) {
    case 'exact':
      return { string_match: { exact: match.value } };
    case 'prefix':
      return { string_match: { prefix: match.value } };
    case 'suffix':
      return { string_match: { suffix: match.value } };
    case 'regex':
      return { string_match: { safe_regex: { regex: match.value } } };
    case 'range':
      return { range_match: { start: match.start, end: match.end } };
    case 'present':
      return { present_match: true };
  }
}

const queryMatch = ({ name, exact }: Match['query'][number]): JsonObject =>
  exact === undefined ? { name, present_match: true } : { name, string_match: { exact } };

/** The text as a regular expression of RE2 that matches it alone. */
export const quoted = (text: string): string => text.replaceAll(/[^\w\s/-]/g, String.raw`\$&`);
