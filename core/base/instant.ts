/** A moment in milliseconds since 1970 (UTC). */
export type Instant = number;

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

export const DAY: Instant = 86_400_000;

/**
 * The moment that an ISO 8601 text denotes; undefined where it denotes none. Without an offset it is UTC. A date without
 * a time is its first moment, or its last where it `ends` something.
 */
export function instantOf(text: string, ends = false): Instant | undefined {
  const found = ISO.exec(text);
  if (found === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1, 7).map(Number);
  const date = Date.UTC(year, month - 1, day);
  // A day or month that does not exist would roll over into the next.
  if (!new Date(date).toISOString().startsWith(text.slice(0, 10))) return undefined;
  if (found[4] === undefined) return ends ? date + DAY - 1000 : date;
  if (hour > 23 || minute > 59 || (second || 0) > 59) return undefined;
  return Date.UTC(year, month - 1, day, hour, minute, second || 0) - offsetOf(found[7]);
}

function offsetOf(offset = 'Z'): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(offset) ?? [];
  return sign === undefined ? 0 : Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** `2026-12-31T23:59:59Z`. */
export const instantText = (instant: Instant): string =>
  new Date(instant).toISOString().replace(/\.\d{3}Z$/, 'Z');
