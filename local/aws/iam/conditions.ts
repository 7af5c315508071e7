import { BlockList, isIP } from 'node:net';
import type { Context } from './context';
import type { Condition } from './document';
import { matches, matchesArn, withVariables } from './pattern';

/** Whether one value of a request fits one value of a condition. */
type Test = (actual: string, wanted: string) => boolean;

const compared =
  (read: (text: string) => number, holds: (difference: number) => boolean): Test =>
  (actual, wanted) =>
    // NaN, of what is no number, fits nothing.
    holds(read(actual) - read(wanted));

const timeOf = (text: string): number => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text));

const sameText: Test = (actual, wanted) => actual === wanted;
const like: Test = (actual, wanted) => matches(wanted, actual);
const likeArn: Test = (actual, wanted) => matchesArn(wanted, actual);

const comparisons: Readonly<Record<string, (difference: number) => boolean>> = {
  Equals: (difference) => difference === 0,
  LessThan: (difference) => difference < 0,
  LessThanEquals: (difference) => difference <= 0,
  GreaterThan: (difference) => difference > 0,
  GreaterThanEquals: (difference) => difference >= 0,
};

const ordered = (kind: string, read: (text: string) => number): Readonly<Record<string, Test>> =>
  Object.fromEntries(
    Object.entries(comparisons).map(([name, holds]) => [`${kind}${name}`, compared(read, holds)]),
  );

/** The operators, without the negated ones (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html). */
const tests: Readonly<Record<string, Test>> = {
  StringEquals: sameText,
  StringEqualsIgnoreCase: (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase(),
  StringLike: like,
  ArnEquals: likeArn,
  ArnLike: likeArn,
  Bool: (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase(),
  BinaryEquals: sameText,
  IpAddress: inBlock,
  ...ordered('Numeric', Number),
  ...ordered('Date', timeOf),
};

const negated: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
  NotIpAddress: 'IpAddress',
};

/** Whether a condition holds for a request. An operator that IAM does not have never holds. */
export function isMet({ operator, key, values }: Condition, context: Context): boolean {
  const actual = context.get(key.toLowerCase()) ?? [];
  const [, set, name = '', ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/.exec(operator) ?? [];
  if (name === 'Null')
    return values.some((value) => (value.toLowerCase() === 'true') === (actual.length === 0));
  const positive = negated[name];
  const test = tests[positive ?? name];
  if (test === undefined) return false;
  const wanted = values.flatMap((value) => withVariables(value, context) ?? []);
  const fits = (value: string): boolean =>
    wanted.some((one) => test(value, one)) === (positive === undefined);
  if (actual.length === 0)
    return ifExists !== undefined || set === 'ForAllValues' || (set === undefined && positive !== undefined);
  return set === 'ForAllValues' ? actual.every(fits) : actual.some(fits);
}

function inBlock(address: string, block: string): boolean {
  const [network = '', bits] = block.split('/');
  const [family, own] = [familyOf(network), familyOf(address)];
  if (family === undefined || family !== own) return false;
  const length = Number(bits ?? (family === 'ipv4' ? 32 : 128));
  if (!Number.isInteger(length) || length < 0 || length > (family === 'ipv4' ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(network, length, family);
  return list.check(address, family);
}

const familyOf = (address: string): 'ipv4' | 'ipv6' | undefined =>
  ({ 4: 'ipv4', 6: 'ipv6' } as const)[isIP(address)];
