import { bootstrapOf } from '../bootstrap';
import { FOLDER } from '../secrets';
import type { Platform } from '../../runtimes';
import type { ConfigurationSpec } from '../../tasks/specs';
import type { ProxySpec } from '../specs';

/** Octets that a configuration may have in a task definition, which has 64 KiB in all. */
const LARGEST_ARGUMENT = 32 * 1024;

/** How an Envoy gets its configuration. */
export type Configuration =
  | { readonly kind: 'argument'; readonly text: string }
  | { readonly kind: 'object' | 'volume'; readonly object: ConfigurationSpec; readonly path: string };

/** The volume with the configuration of a proxy, in a pod. */
export const CONFIGURATION_MOUNT = { volume: 'configuration', path: '/etc/envoy-configuration' } as const;

/**
 * The configuration of a proxy: an argument, or where that is too large an object of S3; in a pod the data of a ConfigMap, which
 * may be longer than any argument.
 */
export function configurationOf(proxy: ProxySpec, platform: Platform): Configuration {
  const text = JSON.stringify(bootstrapOf(proxy));
  if (platform === 'eks') {
    const file = 'bootstrap.json';
    return {
      kind: 'volume',
      object: { key: file, text },
      path: `${CONFIGURATION_MOUNT.path}/${file}`,
    };
  }
  if (octetsOf(text) <= LARGEST_ARGUMENT) return { kind: 'argument', text };
  const key = `proxies/${proxy.kind}-${proxy.key}.json`;
  return { kind: 'object', object: { key, text }, path: `${FOLDER}/bootstrap.json` };
}

/** In UTF-8. */
export const octetsOf = (text: string): number => new TextEncoder().encode(text).length;
