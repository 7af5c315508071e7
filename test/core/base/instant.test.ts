import { instantOf, instantText } from '../../../core/base/instant';

const NEW_YEAR = Date.UTC(2027, 0, 1);
const HOUR = 3_600_000;

test.each<[string, number | undefined]>([
  ['2027-01-01', NEW_YEAR],
  ['2027-01-01T00:00Z', NEW_YEAR],
  ['2027-01-01T00:00:00Z', NEW_YEAR],
  // Without an offset it is UTC, wherever it is read.
  ['2027-01-01T01:00:00', NEW_YEAR + HOUR],
  ['2027-01-01 01:00', NEW_YEAR + HOUR],
  ['2027-01-01T01:00:00+01:00', NEW_YEAR],
  ['2026-12-31T23:30:00-0030', NEW_YEAR],
  ['2027-01-01T00:00:00.999Z', NEW_YEAR],
  ['2028-02-29', Date.UTC(2028, 1, 29)],
  ['2027-02-29', undefined],
  ['2027-13-01', undefined],
  ['2027-00-01', undefined],
  ['2027-01-01T24:00:00Z', undefined],
  ['2027-01-01T00:60Z', undefined],
  ['2027-1-1', undefined],
  ['1.1.2027', undefined],
  ['Jan  1 00:00:00 2027 GMT', undefined],
  ['tomorrow', undefined],
  ['', undefined],
])('the moment that "%s" names', (text, instant) => {
  expect(instantOf(text)).toBe(instant);
});

test('a date that ends something is its last second, and a time is itself', () => {
  expect(instantText(instantOf('2027-01-01', true) ?? 0)).toBe('2027-01-01T23:59:59Z');
  expect(instantText(instantOf('2027-01-01T12:00:00Z', true) ?? 0)).toBe('2027-01-01T12:00:00Z');
});
