import { fieldOf, isRecord } from '../../../base/json';
import { kinds, mesh, type Kind, type SpecOf } from './api';
import type * as z from 'zod';
import type { ApiObject, LeftOut, MeshObjects, Note } from './objects';

/** An object of the API, with a spec of the API's form. */
export interface Decoded<Spec> {
  readonly name: string;
  /** Name of the router or gateway of a route; empty for others. */
  readonly parent: string;
  /** Id of the account that created it; absent: not stated. */
  readonly account?: string;
  readonly spec: Spec;
  readonly note: Note;
}

/** A decoded object of a kind. */
export type DecodedOf<K extends Kind> = Decoded<SpecOf<K>>;
/** A decoded mesh. */
export type DecodedMesh = Decoded<z.infer<typeof mesh.spec>>;

/** Everything of a mesh, by kind. An object whose spec is not of the API's form is left out. */
export type DecodedObjects = { readonly [K in Kind]: readonly DecodedOf<K>[] } & {
  readonly mesh: DecodedMesh | undefined;
};

/** Reads the specs of objects, and notes what they have beyond what is read. */
export function decoded(objects: MeshObjects, leftOut: LeftOut[]): DecodedObjects {
  const allOf = <K extends Kind>(kind: K): readonly DecodedOf<K>[] =>
    objects[kind].flatMap((object) => {
      const row = kinds[kind];
      const parentName = 'parent' in row ? textIn(object, `${row.parent}Name`) : '';
      const above = 'parent' in row ? `${row.parent}/${parentName}/` : '';
      // The table pairs each kind with the schema of its spec, which TypeScript loses over a union of rows.
      const spec = row.spec as unknown as z.ZodType<SpecOf<K>>;
      return decodedOf(object, { singular: row.singular, above, parentName, spec }, leftOut) ?? [];
    });
  return {
    mesh: decodedOf(objects.mesh, { ...mesh, above: '', parentName: '' }, leftOut),
    virtualNodes: allOf('virtualNodes'),
    virtualRouters: allOf('virtualRouters'),
    routes: allOf('routes'),
    virtualServices: allOf('virtualServices'),
    virtualGateways: allOf('virtualGateways'),
    gatewayRoutes: allOf('gatewayRoutes'),
  };
}

interface Form<Spec> {
  readonly singular: string;
  /** `virtualRouter/<name>/` before a route. */
  readonly above: string;
  readonly parentName: string;
  readonly spec: z.ZodType<Spec>;
}

function decodedOf<Spec>(
  object: ApiObject,
  { singular, above, parentName, spec }: Form<Spec>,
  leftOut: LeftOut[],
): Decoded<Spec> | undefined {
  const name = textIn(object, `${singular}Name`);
  const id = `${above}${singular}/${name}`;
  const note: Note = (path, why) => void leftOut.push({ object: id, path, why });
  if (name === '') {
    note('', `it has no ${singular}Name`);
    return undefined;
  }
  const raw = object['spec'] ?? {};
  const parsed = spec.safeParse(raw);
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) note(path.reduce<string>(below, ''), message);
    return undefined;
  }
  noteUnread(raw, parsed.data, '', note);
  const account = textIn(object['metadata'], 'resourceOwner');
  return { name, parent: parentName, ...(account !== '' && { account }), spec: parsed.data, note };
}

/** Notes each field that the schema did not take over. */
function noteUnread(raw: unknown, read: unknown, path: string, note: Note): void {
  if (Array.isArray(raw) && Array.isArray(read))
    raw.forEach((each, index) => noteUnread(each, read[index], below(path, index), note));
  else if (isRecord(raw) && isRecord(read))
    for (const [key, value] of Object.entries(raw)) {
      if (value === undefined || value === null) continue;
      if (Object.hasOwn(read, key)) noteUnread(value, read[key], below(path, key), note);
      else note(below(path, key), 'the topology has no such field');
    }
}

const below = (path: string, key: PropertyKey): string =>
  typeof key === 'number' ? `${path}[${key}]` : path === '' ? String(key) : `${path}.${String(key)}`;

const textIn = (object: unknown, field: string): string => {
  const value = fieldOf(object, field);
  return typeof value === 'string' ? value : '';
};
