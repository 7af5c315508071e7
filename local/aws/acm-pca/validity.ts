import { objectField, type Fields } from '../json-protocol';
import { refusal, type Refusal } from '../rules';

const dayMs = 86_400_000;

/** From when until when a certificate is to hold. AWS dates it back by an hour, for clocks that are late. */
export function validityOf(asked: Fields): { readonly notBefore: Date; readonly notAfter: Date } {
  const from = objectField(asked, 'ValidityNotBefore');
  const notBefore = Object.keys(from).length === 0 ? new Date(Date.now() - 3_600_000) : absolute(from);
  return { notBefore, notAfter: endOf(objectField(asked, 'Validity')) };
}

/** The latest time that a validity names (the API's Validity). */
function endOf(validity: Fields): Date {
  const { Type: type, Value: value } = validity;
  if (typeof value !== 'number' || value <= 0) throw malformed(`Validity.Value ${String(value)}`);
  const date = new Date();
  switch (type) {
    case 'DAYS':
      return new Date(date.getTime() + value * dayMs);
    case 'MONTHS':
      date.setUTCMonth(date.getUTCMonth() + value);
      return date;
    case 'YEARS':
      date.setUTCFullYear(date.getUTCFullYear() + value);
      return date;
    default:
      return absolute(validity);
  }
}

/** A point in time: seconds since 1970, or digits as in a certificate (YYMMDDHHMMSS with 2 or 4 digits of year). */
function absolute({ Type: type, Value: value }: Fields): Date {
  if (type === 'ABSOLUTE' && typeof value === 'number') return new Date(value * 1000);
  const digits = /^(\d{2}|\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(String(value).padStart(12, '0'));
  if (type === 'END_DATE' && digits !== null) {
    const [, year = '', month, day, hour, minute, second] = digits;
    const century = year.length === 4 ? '' : Number(year) >= 50 ? '19' : '20';
    return new Date(`${century}${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  }
  throw malformed(`Validity.Type "${String(type)}" with the value ${String(value)}`);
}

function malformed(subject: string): Refusal {
  return refusal('acm-pca/malformed', subject);
}
