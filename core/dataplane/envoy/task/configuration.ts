import { bootstrapOf } from '../bootstrap';
import { FOLDER } from '../secrets';
import type { ConfigurationSpec } from '../../tasks/specs';
import type { ProxySpec } from '../specs';

/** Octets that a configuration may have in a task definition, which has 64 KiB in all. */
const LARGEST_ARGUMENT = 32 * 1024;

/** How an Envoy gets its configuration. */
export type Configuration =
  | { readonly kind: 'argument'; readonly text: string }
  | { readonly kind: 'object'; readonly object: ConfigurationSpec; readonly path: string };

/** The configuration of a proxy: an argument, or where that is too large an object of S3. */
export function configurationOf(proxy: ProxySpec): Configuration {
  const text = JSON.stringify(bootstrapOf(proxy));
  if (octetsOf(text) <= LARGEST_ARGUMENT) return { kind: 'argument', text };
  const key = `proxies/${proxy.kind}-${proxy.key}.json`;
  return { kind: 'object', object: { key, text }, path: `${FOLDER}/bootstrap.json` };
}

/** In UTF-8. */
const octetsOf = (text: string): number => new TextEncoder().encode(text).length;
