import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord, recordOf } from '../../core/base/json';
import type { ApiClient } from '../../local/kubernetes';

type Json = Readonly<Record<string, unknown>>;

/** How kubeconform finds the schema of a kind in the folder. */
export const locationIn = (folder: string): string =>
  join(folder, '{{.ResourceKind}}-{{.Group}}-{{.ResourceAPIVersion}}.json');

/**
 * Writes the schemas that an API server publishes for these versions of groups, one file for each kind. A field that is in none of
 * them is an error.
 * @param versions such as `v1` and `apps/v1`
 */
export async function writeSchemas(
  api: ApiClient,
  folder: string,
  versions: readonly string[],
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const version of versions) {
    const path = version.includes('/') ? `apis/${version}` : `api/${version}`;
    const { body } = await api.ask(`/openapi/v3/${path}`);
    const schemas = recordOf(recordOf(recordOf(body)['components'])['schemas']);
    const definitions = closed(schemas) as Json;
    const [group = '', ending = ''] = version.includes('/') ? version.split('/') : ['', version];
    for (const [name, schema] of Object.entries(schemas))
      for (const kind of kindsOf(schema, { group, version: ending }))
        writeFileSync(
          // Of what has no group kubeconform takes the version for one.
          join(folder, `${kind.toLowerCase()}-${group === '' ? ending : group}-${ending}.json`),
          JSON.stringify({ definitions, $ref: `#/definitions/${name}` }),
        );
  }
}

function kindsOf(
  schema: unknown,
  of: { readonly group: string; readonly version: string },
): readonly string[] {
  const kinds = recordOf(schema)['x-kubernetes-group-version-kind'];
  if (!Array.isArray(kinds)) return [];
  return kinds.flatMap((each: unknown) => {
    const { group, version, kind } = recordOf(each);
    return group === of.group && version === of.version ? [String(kind)] : [];
  });
}

/** A schema of OpenAPI as one of JSON Schema, in which an object has no other fields than those that are listed. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (!isRecord(schema)) return schema;
  const entries = Object.entries(schema).map(([name, value]) => [
    name,
    name === '$ref' ? String(value).replace('#/components/schemas/', '#/definitions/') : closed(value),
  ]);
  const isListed = isRecord(schema['properties']) && schema['additionalProperties'] === undefined;
  return { ...Object.fromEntries(entries), ...(isListed && { additionalProperties: false }) } as Json;
}
