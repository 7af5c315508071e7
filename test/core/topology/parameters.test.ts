import {
  at,
  closed,
  isParameterRef,
  mapText,
  openValuesOf,
  param,
  readable,
  write,
} from '../../../core/topology';
import { findingsIn, parsed, yelb } from './written';

const { http } = write;
const written = {
  ...yelb,
  parameters: { BACKEND: { pattern: '\\d{12}' }, PORT: { type: 'number' }, STAGE: { default: 'test' } },
  accounts: { ...yelb.accounts, backend: { ...yelb.accounts.backend, id: param('BACKEND') } },
  workloads: { ...yelb.workloads, 'yelb-appserver': { account: 'backend', listens: http(param('PORT')) } },
  tags: { stage: param('STAGE'), place: 'in-${parameter.STAGE}' },
};

test('a text that waits for a value carries the parameter with it', () => {
  const topology = parsed(written);
  expect(at(topology.accounts, 'backend').credentials).toMatchObject({
    arn: 'arn:aws:iam::${parameter.BACKEND}:role/deploy',
  });
});

test('a value and a default take the place of their parameter, inside a text too', () => {
  const topology = parsed(written, { PORT: '4567', BACKEND: '333333333333' });
  expect(at(topology.workloads, 'yelb-appserver').listeners[0]?.port).toBe(4567);
  expect(at(topology.accounts, 'backend').id).toBe('333333333333');
  expect(topology.tags).toEqual({ place: 'in-test', stage: 'test' });
});

test('an open value is found wherever a plan would compute with it', () => {
  const { workloads } = parsed(written);
  expect(openValuesOf(workloads).map(({ parameter }) => parameter)).toContain('PORT');
  expect(closed(workloads)).toContainEqual(
    expect.objectContaining({
      rule: 'parameter/open',
      fix: 'pass --set PORT=VALUE, or give the parameter a default',
    }),
  );
});

test.each<[string, Record<string, string>, string]>([
  [
    'text for a number',
    { PORT: 'x' },
    'parameter/type parameters.PORT: parameter "PORT" is a number, not "x"',
  ],
  [
    'what its pattern refuses',
    { BACKEND: '12' },
    'parameter/pattern parameters.BACKEND: parameter "BACKEND" is "12"',
  ],
  [
    'what is not declared',
    { STAG: 'x' },
    'parameter/unknown parameters: a value is set for parameter "STAG", which the topology does not declare; did you mean "STAGE"?',
  ],
])('fails for %s', (_, values, line) => {
  expect(findingsIn(written, values)).toContainEqual(expect.stringContaining(line));
});

test('fails for a parameter that is not declared, and for an invalid pattern', () => {
  expect(findingsIn({ ...written, tags: { a: param('STAGGE') } })).toContainEqual(
    expect.stringContaining('parameter "STAGGE" is not declared; did you mean "STAGE"?'),
  );
  expect(
    findingsIn({ ...written, parameters: { ...written.parameters, BACKEND: { pattern: '(' } } }),
  ).toContainEqual(expect.stringContaining('"(" is not a regular expression'));
});

test('a text is rewritten part by part', () => {
  expect(
    mapText(
      'a${parameter.B}c${x}',
      (name) => `<${name}>`,
      (part) => part.toUpperCase(),
    ),
  ).toBe('A<B>C${X}');
  expect(isParameterRef({ parameter: 'A', more: 1 })).toBe(false);
});

test.each([
  ['a word that Terraform keeps', { count: {} }, 'none of the words that Terraform reserves'],
  [
    'a pattern that looks ahead',
    { A: { pattern: '(?=x)x' } },
    'is not a regular expression that Terraform accepts: RE2 does not support look-around',
  ],
])('fails for %s', (_, parameters, line) => {
  expect(findingsIn({ ...yelb, parameters })).toContainEqual(expect.stringContaining(line));
});

test('a parameter knows every place where it is written, whether it has a value or not', () => {
  for (const values of [{}, { STAGE: 'live' }]) {
    expect(at(parsed(written, values).parameters, 'STAGE').uses).toEqual([
      ['tags', 'stage'],
      ['tags', 'place'],
    ]);
  }
});

test.each([
  ['the name "${parameter.A}" is taken', 'the name parameter "A" is taken'],
  ['the same id ${parameter.A}', 'the same id parameter "A"'],
  ['${parameter.A}, which is open', 'parameter "A", which is open'],
  ['"a.${parameter.A}.internal" is a name', '"a.<parameter A>.internal" is a name'],
  ['nothing is open in "${x}"', 'nothing is open in "${x}"'],
])('in a sentence an open parameter is shown by its name: %s', (sentence, shown) => {
  expect(readable(sentence)).toBe(shown);
});

test.each([
  [
    'in a name',
    { mesh: param('BACKEND'), services: { a: { name: 'a.example.com', to: 'yelb-db' } } },
    'is outside backend.<parameter BACKEND>.internal',
  ],
  [
    'as an id that is there twice',
    { accounts: { ...written.accounts, frontend: { id: param('BACKEND') } } },
    'accounts "backend" and "frontend" have the same id parameter "BACKEND"',
  ],
  [
    'as a port',
    {
      workloads: {
        x: {
          account: 'backend',
          listens: [http(param('PORT')), http(2)],
          entry: write.loadBalancer(80),
        },
      },
      services: {},
    },
    'which listener is behind it; add listener: one of parameter "PORT", 2',
  ],
])('a finding shows an open parameter by its name, %s', (_, change, line) => {
  const lines = findingsIn({ ...written, ...change });
  expect(lines).toContainEqual(expect.stringContaining(line));
  expect(lines.filter((each) => each.includes('${'))).toEqual([]);
});

test('an entry and its listener may wait for the same parameter', () => {
  const entry = write.loadBalancer(80, { listener: param('PORT') });
  const x = { account: 'backend', listens: http(param('PORT')), entry };
  const parties = parsed({ ...written, workloads: { x }, services: {} }).workloads;
  expect(at(parties, 'x').entries).toMatchObject([{ inside: 'encrypted' }]);
});
