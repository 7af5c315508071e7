import { join } from 'node:path';
import { fieldOf, isRecord, parsedJson } from '../../../core/base/json';
import type { ProxySpec } from '../../../core/dataplane/envoy';
import { follow, type Configured, type ManagementService } from '../../mesh-service';
import { watched } from '../../mesh-service/watched';
import { writeFiles } from '../../mesh-service/write';
import { placedBootstrap, type EnvoyPlace, type PlacedBootstrap } from '../place/bootstrap';
import { pathsMoved, type Mount } from '../place/text';

/** A proxy of App Mesh, with its files written. */
export interface Managed extends Omit<PlacedBootstrap, 'bootstrap'> {
  /** The configuration for `--config-path`. */
  readonly file: string;
  /** Resolves when nothing is asked or written any more. */
  readonly stop: () => Promise<void>;
}

/** What it takes to configure a proxy of App Mesh. */
export interface ManagedOptions {
  readonly service: ManagementService;
  readonly resourceArn: string;
  /** Of the task role. */
  readonly accessKeyId: string;
  /** Folder of its files. */
  readonly folder: string;
  readonly at: EnvoyPlace;
}

/**
 * Gets the configuration of a proxy from App Mesh's management service, writes it in its place on this machine, and follows
 * what App Mesh and Cloud Map hold. Throws where App Mesh gives none, or withholds a certificate, with the reason.
 */
export async function managedProxy(options: ManagedOptions): Promise<Managed> {
  const { service, resourceArn, accessKeyId, folder, at } = options;
  let last: PlacedBootstrap | undefined;
  const placing: ManagementService = {
    configurationOf: async (request) => {
      const configured = await service.configurationOf(request);
      if (!configured.ok) return configured;
      const { placed, files, bootstrap } = inPlace(configured, folder, at);
      last = placed;
      return { ...configured, files, bootstrap };
    },
  };
  const request = {
    resourceArn,
    credentials: { accessKeyId },
    place: (proxy: ProxySpec) => placedProxy(proxy, folder),
  };
  const first = await placing.configurationOf(request);
  if (!first.ok) throw new Error(`App Mesh gives ${resourceArn} no configuration: ${first.reason}`);
  const [missing] = first.withheld;
  if (missing !== undefined)
    throw new Error(
      `App Mesh gives ${resourceArn} nothing of ${missing.arn}, which takes ${missing.action}: ${missing.reason}`,
    );
  const file = join(folder, 'bootstrap.json');
  writeFiles([...first.files, { path: file, text: JSON.stringify(first.bootstrap) }]);
  const following = follow(placing, request, first);
  const nothing = { admin: [], listens: [], applications: [], services: [], verifies: new Set<string>() };
  const { bootstrap: _, ...placed } = last ?? { bootstrap: {}, ...nothing };
  return { ...placed, file, stop: () => following.stop() };
}

/**
 * Without interception a proxy has a port of its own for each listener; here it has the one that is deployed, since its
 * application has the loopback interface for itself.
 */
function placedProxy(proxy: ProxySpec, folder: string): ProxySpec {
  return {
    ...proxy,
    folder,
    inbound: proxy.inbound.map((inbound) => ({
      ...inbound,
      port: inbound.application?.port ?? inbound.port,
    })),
    upstreams: proxy.upstreams.map((upstream) => ({
      ...upstream,
      endpoints: upstream.endpoints.map(({ address }) => ({
        address,
        port: upstream.listener,
      })),
    })),
  };
}

/** A configuration in its place: with its listeners and clusters in files again, as it came. */
function inPlace(
  { bootstrap, files }: Extract<Configured, { ok: true }>,
  folder: string,
  at: EnvoyPlace,
): {
  readonly placed: PlacedBootstrap;
  readonly bootstrap: ReturnType<typeof watched>['bootstrap'];
  readonly files: ReturnType<typeof watched>['files'];
} {
  const resources = (kind: string): readonly unknown[] => {
    const text = files.find(({ path }) => path === `${folder}/${kind}.json`)?.text ?? '';
    const found = fieldOf(parsedJson(text), 'resources');
    return Array.isArray(found) ? found : [];
  };
  const { dynamic_resources: _, ...fixed } = bootstrap;
  const clusters = fieldOf(fixed, 'static_resources', 'clusters');
  const placed = placedBootstrap(
    {
      ...fixed,
      static_resources: {
        listeners: resources('listeners'),
        clusters: [...(Array.isArray(clusters) ? clusters : []), ...resources('clusters')],
      },
    },
    at,
  );
  // What is moved is JSON again.
  const again = watched(placed.bootstrap as Parameters<typeof watched>[0], folder);
  const paths = new Set(again.files.map(({ path }) => path));
  return {
    placed,
    bootstrap: again.bootstrap,
    files: [
      ...files
        .filter(({ path }) => !paths.has(path))
        .map(({ path, text }) => ({ path, text: JSON.stringify(filesMoved(parsedJson(text), at.mounts)) })),
      ...again.files,
    ],
  };
}

/** A description of secrets with the paths of files that are in mounts, as they are on this machine. */
export function filesMoved(value: unknown, mounts: readonly Mount[]): unknown {
  if (Array.isArray(value)) return value.map((each) => filesMoved(each, mounts));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      typeof inner === 'string' && (key === 'filename' || key === 'path')
        ? pathsMoved(inner, mounts)
        : filesMoved(inner, mounts),
    ]),
  );
}
