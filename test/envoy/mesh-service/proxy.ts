import { randomInt } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProxySpec, SocketSpec } from '../../../core/dataplane/envoy';
import {
  follow,
  writeFiles,
  type Configured,
  type Following,
  type ManagementService,
} from '../../../local/mesh-service';
import { endsLater, freeSocket, startConfigured, type RunningEnvoy } from '../running';

/** Addresses of this run, which no other test has. */
const network = `127.${randomInt(140, 250)}.${randomInt(1, 250)}`;
let last = 1;

/** A proxy that runs here, and follows what AWS holds. */
export interface Followed {
  /** The address that its task registers. */
  readonly address: string;
  /** Where its application reaches the one service that it calls. */
  readonly local: SocketSpec;
  readonly envoy: Omit<RunningEnvoy, 'rotate'>;
  readonly following: Following;
}

/** Where a proxy is put, before it is started. */
export interface Place {
  readonly address: string;
  readonly local: SocketSpec;
  readonly folder: string;
  readonly place: (proxy: ProxySpec) => ProxySpec;
}

/** @param application where the application behind its listeners is */
export async function newPlace(application?: SocketSpec): Promise<Place> {
  last += 1;
  const address = `${network}.${last}`;
  const [admin, local] = [await freeSocket(), await freeSocket()];
  const folder = mkdtempSync(join(tmpdir(), 'meshspan-managed-'));
  return {
    address,
    local,
    folder,
    place: (proxy) => ({
      ...proxy,
      folder,
      bind: address,
      admin,
      inbound: proxy.inbound.map((inbound) => ({ ...inbound, ...(application && { application }) })),
      outbound: proxy.outbound.map((outbound) => ({ ...outbound, local })),
    }),
  };
}

/** Starts the Envoy of a node as its task would: with what the management service answers at first. */
export async function startFollowed(
  service: ManagementService,
  resourceArn: string,
  credentials: { readonly accessKeyId: string },
  { address, local, folder, place }: Place,
): Promise<Followed> {
  const request = { resourceArn, credentials, place };
  const first = await service.configurationOf(request);
  const { bootstrap, files, proxy } = configured(first);
  const configuration = join(folder, 'bootstrap.json');
  writeFiles([...files, { path: configuration, text: JSON.stringify(bootstrap) }]);
  const envoy = await startConfigured(folder, configuration, proxy.admin);
  const following = follow(service, request, first, 100);
  endsLater(() => following.stop());
  return { address, local, envoy, following };
}

export function configured(result: Configured): Extract<Configured, { ok: true }> {
  if (!result.ok) throw new Error(result.reason);
  return result;
}
