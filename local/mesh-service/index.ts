import { fieldOf, isRecord } from '../../core/base/json';
import { objectKinds, scopeOf, type ApiObject, type MeshObjects } from '../../core/dataplane/app-mesh/read';
import { bootstrapOf } from '../../core/dataplane/envoy';
import { askerOfKey, controlPlane } from './aws';
import { withInstances } from './endpoints';
import { identityOf } from './identity';
import { secretsOf } from './secrets';
import type { Configured, ManagementOptions, ManagementService } from './service';
import { knownOf } from './surroundings';
import { translated } from './translation';
import { watched } from './watched';

export type * from './service';
export { follow, type Following } from './follow';
export { writeFiles } from './write';

/** App Mesh's management service, played for proxies that run on this machine. */
export function managementService({
  url,
  region,
  interception = 'iptables',
}: ManagementOptions): ManagementService {
  const itself = controlPlane(url, region);
  return {
    async configurationOf({
      resourceArn,
      credentials,
      place = (proxy) => proxy,
      settle = (bootstrap) => bootstrap,
    }): Promise<Configured> {
      const role = askerOfKey(url, region, credentials.accessKeyId);
      const told = await role.stream(resourceArn);
      if (!told.ok) return { ok: false, reason: told.reason };
      const identity = identityOf(resourceArn);
      if (identity === undefined)
        return { ok: false, reason: `"${resourceArn}" names no node and no gateway` };
      const objects = scopeOf(objectsIn(told.json), identity);
      const known = await knownOf(objects, itself);
      const found = translated(objects, identity, { region, ...known }, interception);
      if (!found.ok) return found;
      const { topology, trusted } = found;
      const proxy = place(await withInstances(found.proxy, topology, itself));
      const secrets = await secretsOf(proxy, topology, { role, controlPlane: itself, trusted });
      const { bootstrap, files } = watched(settle(bootstrapOf(proxy)), proxy.folder);
      return { ok: true, proxy, bootstrap, files: [...secrets.files, ...files], withheld: secrets.withheld };
    },
  };
}

/** The objects of an answer. */
function objectsIn(json: unknown): MeshObjects {
  const listOf = (kind: string): readonly ApiObject[] => {
    const found = fieldOf(json, kind);
    return Array.isArray(found) ? found.filter(isRecord) : [];
  };
  const mesh = fieldOf(json, 'mesh');
  const kinds = Object.fromEntries(Object.keys(objectKinds).map((kind) => [kind, listOf(kind)]));
  // Each kind of the table is there, with a list.
  return { ...(kinds as Omit<MeshObjects, 'mesh'>), mesh: isRecord(mesh) ? mesh : {} };
}
