import { fieldOf, isRecord } from '../../core/base/json';
import type { Bootstrap } from '../../core/dataplane/envoy';
import type { ConfigurationFile } from './service';

/** A configuration whose listeners and clusters are in files that Envoy watches. */
export interface Watched {
  readonly bootstrap: Bootstrap;
  /** Clusters first: a listener refers to them. */
  readonly files: readonly ConfigurationFile[];
}

/** The agent of secrets has to be known before anything that is discovered (Envoy's documentation, "SDS configuration"). */
const STATIC_CLUSTERS: ReadonlySet<unknown> = new Set(['secrets/agent']);

/**
 * The same configuration, so that a running Envoy follows it: App Mesh sends listeners and clusters over a stream, here they
 * are in files (`path_config_source`), which Envoy reads again when one is renamed over them.
 */
export function watched({ static_resources: resources, ...rest }: Bootstrap, folder: string): Watched {
  const all = (field: string): readonly Bootstrap[] => {
    const found = fieldOf(resources, field);
    return Array.isArray(found) ? found.filter(isBootstrap) : [];
  };
  const clusters = all('clusters');
  const fixed = clusters.filter(({ name }) => STATIC_CLUSTERS.has(name));
  const file = (kind: string): string => `${folder}/${kind}.json`;
  const source = (kind: string): Bootstrap => ({
    path_config_source: { path: file(kind) },
    resource_api_version: 'V3',
  });
  return {
    bootstrap: {
      ...rest,
      ...(fixed.length > 0 && { static_resources: { clusters: fixed } }),
      dynamic_resources: { cds_config: source('clusters'), lds_config: source('listeners') },
    },
    files: [
      {
        path: file('clusters'),
        text: resourcesText(
          'cluster.v3.Cluster',
          clusters.filter(({ name }) => !STATIC_CLUSTERS.has(name)),
        ),
      },
      { path: file('listeners'), text: resourcesText('listener.v3.Listener', all('listeners')) },
    ],
  };
}

const isBootstrap = (value: unknown): value is Bootstrap => isRecord(value);

/** A DiscoveryResponse of Envoy. */
const resourcesText = (type: string, resources: readonly Bootstrap[]): string => {
  const typed = resources.map((each) => ({
    '@type': `type.googleapis.com/envoy.config.${type}`,
    ...each,
  }));
  return `${JSON.stringify({ resources: typed })}\n`;
};
