import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ErrorObject } from 'ajv';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from '../../../core/dataplane/pods/specs';

/** What a custom resource definition says of its kind, in either of the two versions in which CRDs were written. */
interface Crd {
  readonly spec: {
    readonly names: { readonly kind: string };
    readonly validation?: { readonly openAPIV3Schema: Schema };
    readonly versions: readonly {
      readonly name: string;
      readonly schema?: { readonly openAPIV3Schema: Schema };
    }[];
  };
}

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly [keyword: string]: unknown;
}

/**
 * Schemas by kinds, of all the CRDs in the files of a folder.
 * @param version of the API
 */
export const schemasIn = (folder: string, version = 'v1beta2'): ReadonlyMap<string, Schema> =>
  new Map(
    readdirSync(folder)
      .filter((file) => file.endsWith('.yaml'))
      .flatMap((file) => parseAllDocuments(readFileSync(join(folder, file), 'utf8')))
      .map((document) => document.toJS() as Crd | null)
      .flatMap((crd) => (crd === null || !('spec' in crd) ? [] : [crd]))
      .map(({ spec }) => [spec.names.kind, schemaOf(spec, version)]),
  );

function schemaOf({ names, validation, versions }: Crd['spec'], version: string): Schema {
  const found =
    versions.find(({ name }) => name === version)?.schema?.openAPIV3Schema ?? validation?.openAPIV3Schema;
  if (found === undefined) throw new Error(`the CRD of ${names.kind} has no schema`);
  return strict(found);
}

/** As `kubectl --validate=strict` has it: a field that the schema does not know is an error. */
function strict(schema: Schema): Schema {
  const { properties, items } = schema;
  return {
    ...schema,
    ...(items && { items: strict(items) }),
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, strict(each)])),
      additionalProperties: false,
    }),
  };
}

/** What is wrong with manifests by the schemas of their kinds, each once: `VirtualNode /spec/listeners/* unknown tls`. */
export function faultsOf(
  schemas: ReadonlyMap<string, Schema>,
  manifests: readonly Manifest[],
): readonly string[] {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  const validators = new Map([...schemas].map(([kind, schema]) => [kind, ajv.compile(schema)]));
  const faults = manifests.flatMap((manifest) => {
    const validate = validators.get(manifest.kind);
    if (validate === undefined) return [`${manifest.kind}: no schema`];
    return validate(rendered(manifest, {}))
      ? []
      : (validate.errors ?? []).map((error) => faultOf(manifest.kind, error));
  });
  return [...new Set(faults)].toSorted();
}

/** Elements of lists and the protocols of routes are one to it. */
function faultOf(kind: string, { instancePath, message = '', params }: ErrorObject): string {
  const place = instancePath
    .replaceAll(/\/\d+/g, '/*')
    .replaceAll(/\/(http|http2|grpc|tcp)Route/g, '/*Route');
  const { additionalProperty } = params as { additionalProperty?: string };
  return `${kind} ${place} ${additionalProperty === undefined ? message : `unknown ${additionalProperty}`}`;
}

/** A manifest with a text for each value that only Terraform knows. */
export const rendered = (manifest: Manifest, metadata: object): object =>
  filledIn({ ...manifest, metadata }) as object;

function filledIn(tree: unknown): unknown {
  if (typeof tree !== 'object' || tree === null) return tree;
  if (Array.isArray(tree)) return tree.map(filledIn);
  if ('filled' in tree) return 'arn:aws:of-terraform';
  return Object.fromEntries(Object.entries(tree).map(([name, child]) => [name, filledIn(child)]));
}
