import * as fc from 'fast-check';
import { contextOf } from '../../../local/aws/iam/context';
import { policyOf } from '../../../local/aws/iam/document';
import { findingOf, type Finding } from '../../../local/aws/iam/evaluate';
import { decisionOf } from '../../../local/aws/iam/gate';
import { matches, matchesArn } from '../../../local/aws/iam/pattern';

const arn = 'arn:aws:acm:us-west-2:111111111111:certificate/abc';

/** What a policy with these statements says about exporting a certificate. */
const found = (
  statements: object | readonly object[],
  { action = 'acm:ExportCertificate', resource = arn, context = {} } = {},
): Finding =>
  findingOf([policyOf('test', JSON.stringify({ Version: '2012-10-17', Statement: statements }))], {
    action,
    resource,
    context: contextOf(context),
  });

const allow = { Effect: 'Allow', Action: 'acm:ExportCertificate', Resource: arn };

describe('actions and resources', () => {
  test.each<[string, object, Finding]>([
    ['what it names', allow, 'allow'],
    ['in a list', { ...allow, Action: ['s3:GetObject', 'acm:ExportCertificate'] }, 'allow'],
    ['in other letters', { ...allow, Action: 'ACM:exportcertificate' }, 'allow'],
    ['with wildcards', { ...allow, Action: 'acm:Exp*Cert?ficate' }, 'allow'],
    ['everything', { ...allow, Action: '*', Resource: '*' }, 'allow'],
    ['another action', { ...allow, Action: 'acm:GetCertificate' }, 'nothing'],
    ['a wildcard that needs more', { ...allow, Action: 'acm:ExportCertificate?' }, 'nothing'],
    ['all but others', { Effect: 'Allow', NotAction: 'acm:GetCertificate', Resource: '*' }, 'allow'],
    ['all but this', { Effect: 'Allow', NotAction: ['acm:Export*'], Resource: '*' }, 'nothing'],
    ['another resource', { ...allow, Resource: `${arn}d` }, 'nothing'],
    ['a resource in other letters', { ...allow, Resource: arn.toUpperCase() }, 'nothing'],
    ['a part of the resource', { ...allow, Resource: 'arn:aws:acm:*:111111111111:certificate/*' }, 'allow'],
    ['all resources but others', { Effect: 'Allow', Action: 'acm:*', NotResource: `${arn}d` }, 'allow'],
    ['all resources but this', { Effect: 'Allow', Action: 'acm:*', NotResource: arn }, 'nothing'],
    ['no action', { Effect: 'Allow', Resource: '*' }, 'nothing'],
    ['no effect', { Action: '*', Resource: '*' }, 'nothing'],
  ])('%s', (_, statement, finding) => {
    expect(found(statement)).toBe(finding);
    expect(found([statement])).toBe(finding);
  });

  test('what is not JSON grants nothing', () => {
    expect(policyOf('broken', '{').statements).toEqual([]);
  });

  test('a denial counts before everything that allows, in any order', () => {
    const deny = { ...allow, Effect: 'Deny', Action: 'acm:*' };
    expect(found([allow, deny])).toBe('deny');
    expect(found([deny, allow])).toBe('deny');
    expect(found([allow, { ...deny, Resource: `${arn}d` }])).toBe('allow');
  });

  test('variables stand for values of the request', () => {
    const own = {
      ...allow,
      Action: '*',
      Resource: "arn:aws:s3:::b/${aws:PrincipalAccount}/${s3:prefix, 'x'}",
    };
    const asked = (resource: string, context: Record<string, string>): Finding =>
      found(own, { resource, context });
    expect(asked('arn:aws:s3:::b/1/x', { 'aws:principalaccount': '1' })).toBe('allow');
    expect(asked('arn:aws:s3:::b/2/x', { 'aws:PrincipalAccount': '1' })).toBe('nothing');
    expect(asked('arn:aws:s3:::b//x', {})).toBe('nothing');
    expect(found({ ...allow, Resource: undefined, NotResource: 'a${aws:username}' })).toBe('nothing');
    // A value's own wildcards are no wildcards.
    expect(asked('arn:aws:s3:::b/12/x', { 'aws:PrincipalAccount': '1*' })).toBe('nothing');
    expect(found({ ...allow, Resource: 'a${*}b' }, { resource: 'a*b' })).toBe('allow');
    expect(found({ ...allow, Resource: 'a${*}b' }, { resource: 'axb' })).toBe('nothing');
  });
});

describe('conditions', () => {
  const value = { 'aws:x': 'One' };
  const tags = { 'aws:TagKeys': ['a', 'b'] };
  const none = {};
  test.each<[string, string | string[], object, boolean, string?]>([
    ['StringEquals', 'One', value, true],
    ['StringEquals', 'one', value, false],
    ['StringEquals', ['two', 'One'], value, true],
    ['StringEquals', 'One', none, false],
    ['StringEqualsIfExists', 'two', none, true],
    ['StringEqualsIfExists', 'two', value, false],
    ['StringNotEquals', 'two', value, true],
    ['StringNotEquals', ['two', 'One'], value, false],
    ['StringNotEquals', 'One', none, true],
    ['StringEqualsIgnoreCase', 'oNE', value, true],
    ['StringNotEqualsIgnoreCase', 'oNE', value, false],
    ['StringLike', 'O*', value, true],
    ['StringNotLike', 'O?e', value, false],
    ['ArnLike', 'arn:aws:ecs:*:1:task/*', { 'aws:x': 'arn:aws:ecs:us-west-2:1:task/a/b' }, true],
    ['ArnEquals', 'arn:aws:ecs:*:1:task/a', { 'aws:x': 'arn:aws:ecs:us-west-2:1:task/b' }, false],
    ['ArnLike', 'arn:aws:*:task/a', { 'aws:x': 'arn:aws:ecs:us-west-2:1:task/a' }, false],
    ['ArnNotLike', 'arn:aws:ecs:*:2:*', { 'aws:x': 'arn:aws:ecs:us-west-2:1:task/b' }, true],
    ['NumericLessThan', '5', { 'aws:x': '4.5' }, true],
    ['NumericLessThan', '5', { 'aws:x': '5' }, false],
    ['NumericLessThanEquals', '5', { 'aws:x': '5' }, true],
    ['NumericGreaterThan', '5', { 'aws:x': 'many' }, false],
    ['NumericNotEquals', '5', { 'aws:x': '6' }, true],
    ['DateGreaterThan', '2026-01-01T00:00:00Z', { 'aws:x': '2026-01-02T00:00:00Z' }, true],
    ['DateLessThan', '2026-01-01T00:00:00Z', { 'aws:x': '1767225601' }, false],
    ['Bool', 'true', { 'aws:x': 'true' }, true],
    ['Bool', 'false', { 'aws:x': 'true' }, false],
    ['IpAddress', '127.0.0.0/8', { 'aws:x': '127.0.0.1' }, true],
    ['IpAddress', '10.0.0.1', { 'aws:x': '10.0.0.2' }, false],
    ['IpAddress', '2001:db8::/32', { 'aws:x': '2001:db8::1' }, true],
    ['NotIpAddress', '10.0.0.0/8', { 'aws:x': '127.0.0.1' }, true],
    ['Null', 'true', none, true],
    ['Null', 'false', none, false],
    ['Null', 'false', value, true],
    ['ForAnyValue:StringEquals', ['b', 'c'], tags, true, 'aws:TagKeys'],
    ['ForAnyValue:StringEquals', ['c'], tags, false, 'aws:TagKeys'],
    ['ForAnyValue:StringEquals', ['c'], none, false, 'aws:TagKeys'],
    ['ForAllValues:StringEquals', ['a', 'b', 'c'], tags, true, 'aws:TagKeys'],
    ['ForAllValues:StringEquals', ['a'], tags, false, 'aws:TagKeys'],
    ['ForAllValues:StringEquals', ['a'], none, true, 'aws:TagKeys'],
    ['ForAllValues:StringNotEquals', ['c'], tags, true, 'aws:TagKeys'],
    ['ForAnyValue:StringNotEquals', ['a', 'b'], tags, false, 'aws:TagKeys'],
    ['NoSuchOperator', 'One', value, false],
  ])('%s %j of %j: %s', (operator, wanted, context, isMet, key = 'AWS:X') => {
    const statement = { ...allow, Condition: { [operator]: { [key]: wanted } } };
    expect(found(statement, { context })).toBe(isMet ? 'allow' : 'nothing');
  });

  test('every condition must hold', () => {
    const Condition = { StringEquals: { 'aws:x': 'One', 'aws:y': 'Two' } };
    expect(found({ ...allow, Condition }, { context: { 'aws:x': 'One', 'aws:y': 'Two' } })).toBe('allow');
    expect(found({ ...allow, Condition }, { context: { 'aws:x': 'One', 'aws:y': 'One' } })).toBe('nothing');
  });
});

describe('whom a policy of a resource is about', () => {
  const role = 'arn:aws:iam::111111111111:role/task';
  test.each<[string, object, boolean]>([
    ['everyone', { Principal: '*' }, true],
    ['everyone of AWS', { Principal: { AWS: '*' } }, true],
    ['the role', { Principal: { AWS: [role] } }, true],
    ['the account', { Principal: { AWS: '111111111111' } }, true],
    ['another role', { Principal: { AWS: `${role}-2` } }, false],
    ['a service', { Principal: { Service: '*' } }, false],
    ['all but the role', { NotPrincipal: { AWS: role } }, false],
    ['all but another', { NotPrincipal: { AWS: `${role}-2` } }, true],
    ['nobody', {}, false],
  ])('%s', (_, whom, isAbout) => {
    const policy = policyOf('of a bucket', JSON.stringify({ Statement: { ...allow, ...whom } }));
    const wish = { action: 'acm:ExportCertificate', resource: arn, context: contextOf({}) };
    expect(findingOf([policy], wish, { AWS: [role, '111111111111'] })).toBe(isAbout ? 'allow' : 'nothing');
  });
});

describe('the decision', () => {
  const decided = (identity: Finding, resource: Finding = 'nothing', boundary?: Finding): string => {
    const decision = decisionOf('acm:ExportCertificate', { identity, resource, boundary });
    return decision.kind === 'denied' ? decision.because : decision.kind;
  };
  test.each<[string, string]>([
    [decided('allow'), 'allowed'],
    [decided('nothing', 'allow'), 'allowed'],
    [decided('allow', 'nothing', 'allow'), 'allowed'],
    [decided('nothing'), 'because no identity-based policy allows the acm:ExportCertificate action'],
    [decided('deny', 'allow'), 'with an explicit deny in an identity-based policy'],
    [decided('allow', 'deny'), 'with an explicit deny in a resource-based policy'],
    [decided('allow', 'nothing', 'deny'), 'with an explicit deny in a permissions boundary'],
    [
      decided('allow', 'nothing', 'nothing'),
      'because no permissions boundary allows the acm:ExportCertificate action',
    ],
  ])('%s', (decision, expected) => {
    expect(decision).toBe(expected);
  });
});

describe('patterns', () => {
  test('mean what the same regular expression means', () => {
    const character = fc.constantFrom('a', 'b', '*', '?');
    fc.assert(
      fc.property(
        fc.array(character, { maxLength: 8 }),
        fc.string({ unit: fc.constantFrom('a', 'b', ':'), maxLength: 8 }),
        (pattern, text) => {
          const expression = pattern.join('').replaceAll('*', '.*').replaceAll('?', '.');
          expect(matches(pattern.join(''), text)).toBe(new RegExp(`^${expression}$`).test(text));
        },
      ),
    );
  });

  test('take no exponential time', () => {
    const started = performance.now();
    expect(matches('a*'.repeat(30) + 'b', 'a'.repeat(3000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test('of ARNs do not reach across their parts', () => {
    expect(matchesArn('arn:aws:*:task/x', 'arn:aws:ecs:us-west-2:1:task/x')).toBe(false);
    expect(matchesArn('arn:aws:*:*:*:*', 'arn:aws:ecs:us-west-2:1:task/x:1')).toBe(true);
  });
});
