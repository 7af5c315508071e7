import { unique } from '../../base/collections';
import type { Schema } from './reference';

/** Objects that things of several kinds contain: their fields are named by the key alone, `healthCheck.path`. */
const SHARED_PARTS: ReadonlySet<string> = new Set([
  'workload.discovery',
  'listener.tls',
  'gateway-listener.tls',
  'listener.healthCheck',
  'gateway-listener.healthCheck',
  'listener.connectionPool',
  'gateway-listener.connectionPool',
  'listener.outlierDetection',
  'listener.timeout',
  'route.timeout',
  'route.retry',
  'workload.accessLog',
  'gateway.accessLog',
  'entry.record',
  'gateway.record',
]);

/** Parts of the topology itself, and keys of its things, that are short enough for names of their own. */
const OWN: Readonly<Record<string, string>> = {
  'topology.mesh': 'mesh',
  'topology.state': 'state',
  'topology.connect': 'connect',
  'topology.clusters': 'cluster',
  'topology.stores': 'store',
};

/** Things that are another one with fewer keys: their fields are those of the other. */
const LESS_OF: Readonly<Record<string, string>> = { 'gateway-runtime': 'runtime' };

/**
 * The name of every field that a topology can have, each once: `<thing>.<key>`, where the thing is a section of
 * `docs/topology.md` or an object that several of these share. `discovery.attributes`, `tls.mode`, `gateway.routes.path`.
 * @param schema the JSON Schema of a topology
 */
export function fieldsOf(schema: unknown): readonly string[] {
  const root = schema as Schema;
  const things = Object.entries(root.$defs ?? {});
  return unique([
    ...fieldsIn(root, 'topology'),
    ...things.flatMap(([name, thing]) => fieldsIn(thing, LESS_OF[name] ?? name)),
  ]);
}

/** The fields of an object, of each object that a union, a list or a table of it allows, and of what is inside them. */
function fieldsIn(schema: Schema, prefix: string): readonly string[] {
  const { additionalProperties: byKey, items, anyOf = [], properties = {} } = schema;
  const within = [
    ...anyOf,
    ...(items === undefined ? [] : [items]),
    ...(typeof byKey === 'object' ? [byKey] : []),
  ];
  return [
    ...(isDuration(schema)
      ? []
      : Object.entries(properties).flatMap(([key, child]) => {
          const name = `${prefix}.${key}`;
          return [name, ...fieldsIn(child, OWN[name] ?? (SHARED_PARTS.has(name) ? key : name))];
        })),
    ...within.flatMap((each) => fieldsIn(each, prefix)),
  ];
}

/** Another way to write "2s", not an object with fields. */
const isDuration = ({ properties = {} }: Schema): boolean => Object.keys(properties).join() === 'value,unit';
