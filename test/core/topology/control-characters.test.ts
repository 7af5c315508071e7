import { isRecord } from '../../../core/base/json';
import { topologyOf } from '../../../core/topology';
import { topologyJsonSchema } from '../../../core/topology/schema';

/** The texts of a schema that a value matches, by their places. */
function accepting(schema: unknown, value: string, place: string): readonly string[] {
  if (Array.isArray(schema))
    return schema.flatMap((each, index) => accepting(each, value, `${place}[${index}]`));
  if (!isRecord(schema)) return [];
  const below = Object.entries(schema).flatMap(([key, part]) => accepting(part, value, `${place}.${key}`));
  const isText = [schema['type']].flat().includes('string') && !('enum' in schema) && !('const' in schema);
  return isText && matches(schema, value) ? [place, ...below] : below;
}

/** A schema has one pattern, or several in a list. */
const matches = (schema: Readonly<Record<string, unknown>>, value: string): boolean => {
  const { pattern, allOf } = schema;
  const own = typeof pattern === 'string' ? new RegExp(pattern, 'u').test(value) : true;
  return (
    own && (Array.isArray(allOf) ? allOf.every((part) => !isRecord(part) || matches(part, value)) : true)
  );
};

const lastOf = (places: readonly string[]): readonly string[] =>
  [
    ...new Set(
      places.map((place) =>
        place.replace(/(\.(anyOf|items|propertyNames)|\[\d+\])*$/, '').replace(/^.*\./, ''),
      ),
    ),
  ].toSorted((one, other) => (one < other ? -1 : 1));

const schema = topologyJsonSchema();

test('a line break is accepted only in what has lines, and in what is not part of a deploy', () => {
  expect(lastOf(accepting(schema, 'one\ntwo', ''))).toEqual([
    '$schema',
    'acceptLosses',
    'at',
    'because',
    'default',
    'description',
    'finding',
    'lines',
    'pattern',
    'pem',
  ]);
});

const withRuntime = (runtime: object) =>
  topologyOf({
    mesh: 'shop',
    region: 'eu-central-1',
    dataPlane: 'envoy',
    accounts: { one: { id: '111111111111', network: { cidr: '10.0.0.0/16' } } },
    authority: { kind: 'private-ca', commonName: 'shop root' },
    workloads: {
      web: { account: 'one', calls: ['api'] },
      api: {
        account: 'one',
        listens: { port: 8080, protocol: 'http' },
        accessLog: { path: '/dev/stdout', text: '%PROTOCOL%\n' },
        runtime: { image: 'api:1', ...runtime },
      },
    },
  });

test('commands, environments and formats of access logs keep their lines', () => {
  const command = ['sh', '-c', 'set -e\n\texec api\n'];
  const result = withRuntime({ command, environment: { CONFIG: 'a: 1\r\nb: 2\n' } });
  const api = result.ok ? result.value.workloads['api'] : undefined;
  expect(api?.runtime?.application).toMatchObject({ command, environment: { CONFIG: 'a: 1\r\nb: 2\n' } });
});

test.each([
  ['an environment variable', { environment: { 'A\nB': '1' } }],
  ['an image', { image: 'api:1\n' }],
  ['the end of a text in an environment', { environment: { A: '1\u0000' } }],
  ['an escape sequence in a command', { command: ['\u001B[2J'] }],
])('a control character is refused in %s', (_, runtime) => {
  const result = withRuntime(runtime);
  expect(result.ok ? [] : result.findings.map(({ summary }) => summary)).toEqual([
    expect.stringContaining('control character'),
  ]);
});

test('the value of a parameter is refused where it is written into a text of one line', () => {
  const result = topologyOf({
    mesh: { parameter: 'MESH' },
    parameters: { MESH: { default: 'shop\n' } },
    region: 'eu-central-1',
    accounts: { one: { id: '111111111111' } },
  });
  expect(result.ok ? [] : result.findings.map(({ at, fix }) => ({ path: at.path, fix }))).toContainEqual({
    path: ['mesh'],
    fix: 'write "shop"',
  });
});
