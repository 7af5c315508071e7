import { nameKindOf } from '../../../core/topology';

/** Whether a certificate with these names is one that carries a name which is asked for; no names: any is. */
export const carriesOne = (carried: readonly string[], wanted: readonly string[]): boolean =>
  wanted.length === 0 || wanted.some((name) => carried.some((each) => covers(each, name)));

/** A `*` at the front of a DNS name stands for one label (RFC 6125, 6.4.3); URIs are equal or not. */
function covers(carried: string, wanted: string): boolean {
  const kind = nameKindOf(wanted);
  if (kind === 'other' || nameKindOf(carried) !== kind) return false;
  if (kind === 'uri') return carried === wanted;
  const [pattern, host] = [carried.toLowerCase(), wanted.toLowerCase()];
  if (!pattern.startsWith('*.')) return pattern === host;
  const dot = host.indexOf('.');
  return dot > 0 && host.slice(dot) === pattern.slice(1);
}

/** A name that no party has. */
const ELSEWHERE = 'elsewhere.invalid';

/** Names that only begin or end like those which are asked for, and one that has nothing to do with them. */
export const similarTo = (names: readonly string[]): readonly string[] => [
  ELSEWHERE,
  ...names.flatMap((name) =>
    nameKindOf(name) === 'uri'
      ? [`${name}/elsewhere`, `spiffe://elsewhere.invalid/${name.replace(/^[^:]*:\/*/, '')}`]
      : [`${name}.${ELSEWHERE}`, `elsewhere.${name}`],
  ),
];

/** Names without a `*`, which a certificate can be issued for and a caller can expect. */
export const exactOf = (names: readonly string[]): readonly string[] =>
  names.filter((name) => !name.includes('*'));
