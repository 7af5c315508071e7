import { meshObjectsOf } from '../../../../../core/dataplane/app-mesh/controller';
import type { Specs } from '../../../../../core/dataplane/app-mesh/controller/scope';
import { gateway, node, scope, service, specsWith } from './whole';

/** Fields of lowered specs that no custom resource has, and why. */
const LEFT_OUT: readonly { readonly field: RegExp; readonly why: string; readonly of?: string }[] = [
  { field: /(^|\.)at\.\d+$/, why: 'a place in the topology' },
  { field: /(^|\.)flaw$/, why: 'a finding' },
  { field: /^(id|key|account|existing|arn)$/, why: 'what it is in the topology, and whose' },
  { field: /^envoy\./, why: 'the identity and the permissions of the proxy' },
  { field: /^(discoveryName|outsideName)$/, why: 'a name that certificates have' },
  { field: /^callers\./, why: 'what callers from outside require' },
  { field: /^placeholder\./, why: 'a record in Cloud Map, which Terraform makes' },
  { field: /^provider\.name$/, why: 'the resource of the provider is named by its key' },
  { field: /^backends\.0\.serviceName$/, why: 'the resource refers by key or ARN' },
  { field: /^listeners\.0\.(frontOf|tls\.clients|tls\.asksMeshAlone)$/, why: 'of the data plane "envoy"' },
  { field: /trust\.authorities\.0$/, why: 'what a file contains is not told to App Mesh' },
  {
    field: /^discovery\.(namespace|service|attributes\.version)$/,
    why: 'nothing in the mesh looks one up',
    of: 'gateway',
  },
  { field: /^discovery\.(ttl|create)$/, why: 'of the service in Cloud Map, which Terraform makes' },
  { field: /^discovery\.ipPreference$/, why: 'refused by app-mesh/provider-gap' },
  { field: /^listeners\.0\.connectionPool\.maxRequests$/, why: 'of http2 and grpc' },
];

/** Fields of the parts that one protocol has; the other is beside it. */
const OF_OTHER_PROTOCOL: readonly RegExp[] = [
  /routes\.0\.match\.(serviceName|methodName|metadata)/,
  /routes\.0\.retry\.grpcEvents/,
  /routes\.1\.match\.(prefix|path|method|scheme|headers|query)/,
  /routes\.1\.rewrite\.(prefix|path)/,
  /^routes\.\d\.match\.(scheme|methodName)/,
];

type Leaf = string | number | boolean;

const isLeaf = (value: unknown): value is Leaf => typeof value !== 'object';

/** Paths of all that is not an object, but for what chooses a variant: each of those has a test of its own. */
function leavesOf(tree: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (isLeaf(tree)) return path.at(-1) === 'kind' ? [] : [path];
  return Object.entries(tree as object).flatMap(([key, child]) => leavesOf(child, [...path, key]));
}

/** Another value of the same type; what refers to a thing refers to another one. */
const OTHERS: Readonly<Record<string, string>> = {
  'yelb-ui': 'yelb-db',
  'yelb-appserver': 'yelb-db',
  issued: 'in-acm',
  'in-file': 'in-sds',
  http: 'http2',
  grpc: 'http',
};
const otherThan = (value: Leaf): Leaf =>
  typeof value === 'string'
    ? (OTHERS[value] ?? `${value}-other`)
    : typeof value === 'number'
      ? value + 1
      : !value;

function changed(tree: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return otherThan(tree as Leaf);
  if (Array.isArray(tree))
    return tree.map((item: unknown, index) => (String(index) === key ? changed(item, rest) : item));
  const record = tree as Readonly<Record<string, unknown>>;
  return { ...record, [key]: changed(record[key], rest) };
}

const written = (change: Partial<Specs>): string => JSON.stringify(meshObjectsOf(scope(), specsWith(change)));

const kinds: readonly (readonly [name: string, spec: unknown, write: (spec: never) => string])[] = [
  ['node', node, (each: Specs['nodes'][number]) => written({ nodes: [each] })],
  ['gateway', gateway, (each: Specs['gateways'][number]) => written({ gateways: [each] })],
  ['service', service, (each: Specs['services'][number]) => written({ services: [each] })],
];

test.each(kinds)(
  'every field of a %s changes its resources, but for those that are known not to',
  (kind, spec, write) => {
    const before = write(spec as never);
    const lost = leavesOf(spec)
      .filter((path) => write(changed(spec, path) as never) === before)
      .map((path) => path.join('.'))
      .filter((path) => !LEFT_OUT.some(({ field, of = kind }) => of === kind && field.test(path)))
      .filter((path) => !OF_OTHER_PROTOCOL.some((field) => field.test(path)));
    expect(lost).toEqual([]);
  },
);

test('every field of the mesh changes its resource, but for the key of its owner', () => {
  const { mesh } = specsWith({});
  const whole = { ...mesh, ipPreference: 'IPv4_ONLY' as const };
  const before = written({ mesh: whole });
  const lost = leavesOf(whole).filter((path) => written({ mesh: changed(whole, path) as never }) === before);
  expect(lost).toEqual([['owner']]);
});

test('each row of the lists is about a field that changes no resource', () => {
  const same = new Set(
    kinds.flatMap(([, spec, write]) => {
      const before = write(spec as never);
      return leavesOf(spec)
        .filter((path) => write(changed(spec, path) as never) === before)
        .map((path) => path.join('.'));
    }),
  );
  const rows = [...LEFT_OUT.map(({ field }) => field), ...OF_OTHER_PROTOCOL];
  expect(rows.filter((row) => ![...same].some((path) => row.test(path)))).toEqual([]);
});
