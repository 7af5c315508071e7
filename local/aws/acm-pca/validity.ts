import { objectField, type Fields } from '../json-protocol';
import { refusal, type Refusal } from '../rules';

const dayMs = 86_400_000;
/** The last moment that a certificate can name (RFC 5280, 4.1.2.5). */
const latest = Date.UTC(9999, 11, 31, 23, 59, 59);

/** The validity period of a certificate. */
interface Period {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/**
 * The validity period of a certificate to be issued. AWS backdates it by an hour, for clocks that are slow.
 * @param now milliseconds since 1970
 */
export function validityOf(asked: Fields, now: number): Period {
  const from = objectField(asked, 'ValidityNotBefore');
  const isStated = Object.keys(from).length > 0;
  if (isStated && from['Type'] !== 'ABSOLUTE')
    throw refusal('acm-pca/not-before', `ValidityNotBefore.Type ${String(from['Type'])}`);
  const notBefore = isStated ? pointIn(from, now) : new Date(now - 3_600_000);
  const notAfter = pointIn(objectField(asked, 'Validity'), now);
  if (notAfter.getTime() <= now) throw refusal('acm-pca/ends-in-future', notAfter.toISOString());
  if (notBefore >= notAfter)
    throw refusal('acm-pca/ends-after-start', `${notBefore.toISOString()} to ${notAfter.toISOString()}`);
  return { notBefore, notAfter };
}

/** The latest time that a validity names (the API's Validity). */
function pointIn(validity: Fields, now: number): Date {
  const { Type: type, Value: value } = validity;
  const point = typeof value === 'number' ? ways[String(type)]?.(value, now) : undefined;
  const isPoint = point !== undefined && point.getTime() >= 0 && point.getTime() <= latest;
  if (!isPoint) throw malformed(`Validity.Type "${String(type)}" with the value ${String(value)}`);
  return point;
}

const ways: Readonly<Record<string, (value: number, now: number) => Date | undefined>> = {
  DAYS: (value, now) => new Date(now + value * dayMs),
  MONTHS(value, now) {
    const date = new Date(now);
    date.setUTCMonth(date.getUTCMonth() + value);
    return date;
  },
  YEARS(value, now) {
    const date = new Date(now);
    date.setUTCFullYear(date.getUTCFullYear() + value);
    return date;
  },
  ABSOLUTE: (value) => new Date(value * 1000),
  END_DATE: (value) => dateIn(String(value)),
};

/** Digits as in a certificate: YYMMDDHHMMSS, with 2 or 4 digits of the year. Undefined for a date that does not exist. */
function dateIn(digits: string): Date | undefined {
  const parts = /^(\d{2}|\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(digits.padStart(12, '0'));
  if (parts === null) return undefined;
  const [, year = '', month, day, hour, minute, second] = parts;
  const century = year.length === 4 ? '' : Number(year) >= 50 ? '19' : '20';
  const written = `${century}${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const date = new Date(`${written}Z`);
  // Date turns the 31st of a shorter month into the 1st of the next.
  return Number.isNaN(date.getTime()) || !date.toISOString().startsWith(written) ? undefined : date;
}

function malformed(subject: string): Refusal {
  return refusal('acm-pca/malformed', subject);
}
