import { hashOf } from '../../../base/hash';
import { bootstrapOf } from '../bootstrap';
import { FOLDER } from '../secrets';
import type { ProxySpec } from '../specs';

/** Octets that a configuration may have in a task definition, which has 64 KiB in all. */
const LARGEST_ARGUMENT = 32 * 1024;

/** A configuration that is too large for a task definition, as an object of Amazon S3. */
export interface ConfigurationObject {
  /** It follows from the text, so that a task definition never gets another one's. */
  readonly key: string;
  readonly text: string;
}

/** How an Envoy gets its configuration. */
export type Configuration =
  | { readonly kind: 'argument'; readonly text: string }
  | { readonly kind: 'object'; readonly object: ConfigurationObject; readonly path: string };

export function configurationOf(proxy: ProxySpec): Configuration {
  const text = JSON.stringify(bootstrapOf(proxy));
  if (octetsOf(text) <= LARGEST_ARGUMENT) return { kind: 'argument', text };
  const hash = hashOf(text).toString(16).padStart(16, '0');
  const key = `proxies/${proxy.kind}-${proxy.key}/${hash}.json`;
  return { kind: 'object', object: { key, text }, path: `${FOLDER}/bootstrap.json` };
}

/** In UTF-8. */
const octetsOf = (text: string): number => new TextEncoder().encode(text).length;
