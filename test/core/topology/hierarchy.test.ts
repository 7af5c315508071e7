import * as fc from 'fast-check';
import { isIssuing, pathLengthsOf, type Authority } from '../../../core/topology';

const authority = (key: string, parent?: string, pathLength?: number): Authority => ({
  key,
  at: ['authorities', key],
  level: parent === undefined ? 'root' : 'subordinate',
  ...(parent !== undefined && { parent }),
  kind: 'private-ca',
  subject: { commonName: key },
  keyAlgorithm: 'RSA_2048',
  validityYears: 10,
  usageMode: 'GENERAL_PURPOSE',
  ...(pathLength !== undefined && { pathLength }),
  ocsp: true,
  deletionDays: 7,
  tags: {},
});
const byKey = (authorities: readonly Authority[]) =>
  Object.fromEntries(authorities.map((each) => [each.key, each]));
const lengthsOf = (authorities: readonly Authority[]) =>
  Object.fromEntries(pathLengthsOf(byKey(authorities)));

test('an authority has room for those below it', () => {
  expect(
    lengthsOf([
      authority('root'),
      authority('region', 'root'),
      authority('issuing', 'region'),
      authority('other', 'root'),
    ]),
  ).toEqual({ root: 2, region: 1, issuing: 0, other: 0 });
});

test('what one states is room for what others sign, and those above it have one more', () => {
  expect(lengthsOf([authority('root'), authority('region', 'root', 2)])).toEqual({ root: 3, region: 2 });
});

test('a circle of parents ends', () => {
  expect(Object.keys(lengthsOf([authority('a', 'b'), authority('b', 'a')]))).toEqual(['a', 'b']);
});

test('each is longer than those that it signs, and no longer than the longest way down needs', () => {
  const trees = fc.array(fc.nat(1000), { maxLength: 40 });
  fc.assert(
    fc.property(trees, (parents) => {
      const all = [
        authority('n0'),
        ...parents.map((parent, index) => authority(`n${index + 1}`, `n${parent % (index + 1)}`)),
      ];
      const lengths = pathLengthsOf(byKey(all));
      const depthOf = (key: string): number =>
        Math.max(0, ...all.filter((each) => each.parent === key).map((child) => depthOf(child.key) + 1));
      expect(Object.fromEntries(lengths)).toEqual(
        Object.fromEntries(all.map(({ key }) => [key, depthOf(key)])),
      );
    }),
    { numRuns: 100 },
  );
});

test('what only signs other authorities issues nothing', () => {
  const authorities = byKey([authority('root'), authority('issuing', 'root')]);
  const certificate = {
    key: 'api',
    at: [],
    facts: {},
    kind: 'issued',
    authority: 'root',
    keyAlgorithm: 'RSA_2048',
    tags: {},
  } as const;
  expect(['root', 'issuing'].map((key) => isIssuing({ authorities, certificates: {} }, key))).toEqual([
    false,
    true,
  ]);
  expect(isIssuing({ authorities, certificates: { api: certificate } }, 'root')).toBe(true);
});
