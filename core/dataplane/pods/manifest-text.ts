import { stringify } from 'yaml';
import { isRecord } from '../../base/json';
import type { OutputValue } from '../../planner';
import { mapText, type Text } from '../../topology';
import type { FilledText, Manifest, ManifestTree } from './specs';

/** What is known of a value that only Terraform knows: the value, or a name under which it can be filled in later. */
export type KnownValue = { readonly value: string } | { readonly name: string };

export interface KnownValues {
  readonly output: (value: OutputValue) => KnownValue;
  /** Of an open parameter. */
  readonly parameter: (name: string) => KnownValue;
}

interface ManifestText {
  /** YAML. */
  readonly text: string;
  /** Names that are in it as `${NAME}`. */
  readonly missing: readonly string[];
}

/** Keeps Flux from reading `${…}` in an object (Flux, "Post build variable substitution"). */
const NOT_SUBSTITUTED = { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' };

/**
 * An object as YAML. What is unknown stays as `${NAME}`, for Flux to substitute. `${` of anything else, such as that of a
 * script, stays what it is: an object without unknown values tells Flux to leave it alone, in another it is escaped.
 */
export function manifestText(manifest: Manifest, known: KnownValues): ManifestText {
  const names = new Set<string>();
  const plain = tree(manifest, known, names, (text) => text);
  if (names.size > 0) {
    const escaped = tree(manifest, known, names, forFlux);
    return { text: yaml(escaped), missing: [...names] };
  }
  const text = yaml(plain);
  return { text: text.includes('${') ? yaml(unsubstituted(plain)) : text, missing: [] };
}

/** Kubernetes reads YAML 1.1, in which `on` and `no` are no texts. */
const yaml = (data: unknown): string =>
  stringify(data, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false });

/**
 * A text of which Flux makes what it was: it reads `$$` as one sign anywhere, not before a brace alone (fluxcd/pkg, `envsubst`). A sign
 * at the end may be before a name.
 */
const forFlux = (text: string): string => text.replaceAll(/\$(?=[${]|$)/g, '$$$$');

function unsubstituted(object: unknown): unknown {
  if (!isRecord(object) || !isRecord(object['metadata'])) return object;
  const { metadata } = object;
  const annotations = { ...(metadata['annotations'] as object | undefined), ...NOT_SUBSTITUTED };
  return { ...object, metadata: { ...metadata, annotations } };
}

/** @param names gets those that are missing */
function tree(
  data: ManifestTree,
  known: KnownValues,
  names: Set<string>,
  literal: (text: string) => string,
): unknown {
  const again = (each: ManifestTree): unknown => tree(each, known, names, literal);
  const filled = (value: KnownValue): string => {
    if ('value' in value) return literal(value.value);
    names.add(value.name);
    return `\${${value.name}}`;
  };
  const text = (each: Text): string => mapText(each, (name) => filled(known.parameter(name)), literal);
  if (typeof data === 'string') return text(data);
  if (typeof data !== 'object') return data;
  if (isList(data)) return data.map(again);
  if (isFilled(data))
    return data.filled
      .map((part) => (typeof part === 'string' ? text(part) : filled(known.output(part))))
      .join('');
  return Object.fromEntries(
    Object.entries(data).flatMap(([name, value]) => (value === undefined ? [] : [[name, again(value)]])),
  );
}

const isList = (data: object): data is readonly ManifestTree[] => Array.isArray(data);
const isFilled = (data: object): data is FilledText => 'filled' in data;
