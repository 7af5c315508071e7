import { localClient } from './client';

/** Which virtual service to look at, and as whom. */
export interface VirtualServiceLook {
  readonly mesh: string;
  /** The account of the mesh. */
  readonly meshOwner: string;
  readonly name: string;
  /** The account that looks: any with which the mesh is shared may. */
  readonly account: string;
  readonly region: string;
}

/** What App Mesh knows of a virtual service. */
export interface SeenVirtualService {
  readonly arn: string;
  /** The account in which it was made. */
  readonly owner: string;
  readonly status: string;
}

/** Asks a local App Mesh for a virtual service, as one account sees it. */
export async function seenVirtualService(
  url: string,
  { mesh, meshOwner, name, account, region }: VirtualServiceLook,
): Promise<SeenVirtualService> {
  const client = await localClient(url, account, region);
  const path = `/v20190125/meshes/${encodeURIComponent(mesh)}/virtualServices/${encodeURIComponent(name)}?meshOwner=${meshOwner}`;
  const answer: unknown = JSON.parse(await client.ask({ service: 'appmesh', path }));
  // The one member of the answer is its body.
  const metadata = fieldOf(answer, 'metadata');
  const status = fieldOf(answer, 'status');
  return {
    arn: String(fieldOf(metadata, 'arn')),
    owner: String(fieldOf(metadata, 'resourceOwner')),
    status: String(fieldOf(status, 'status')),
  };
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
