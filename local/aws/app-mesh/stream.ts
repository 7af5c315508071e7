import { fieldOf } from '../../../core/base/json';
import { refusal } from '../rules';
import { reachedChild } from './access';
import { answerOf } from './answers';
import { kinds, type Kind } from './kinds';
import type { Request } from './request';

/** `arn:aws:appmesh:REGION:ACCOUNT:mesh/NAME[@OWNER]/virtualNode/NAME`, or the same from `mesh/` on. */
const identity =
  /^(?:arn:[\w-]+:appmesh:([\w-]+):(\d{12}):)?mesh\/([^/@]+)(?:@(\d{12}))?\/(virtualNode|virtualGateway)\/([^/]+)$/;

/**
 * What the management service of App Mesh translates for a proxy: everything in its mesh, as it is now, if the proxy's
 * account has the node or gateway and still has access to the mesh. Once a mesh is no longer shared, its proxies in that
 * account get no configuration (user guide, "Working with shared meshes", "Unsharing a shared mesh").
 */
export function streamAggregatedResources(request: Request): unknown {
  const asked = fieldOf(request.body, 'node', 'id');
  const found = identity.exec(typeof asked === 'string' ? asked : '');
  if (found === null) throw refusal('app-mesh/resource-arn', `"${String(asked)}"`);
  const { region, account } = request;
  const [, arnRegion = region, arnAccount = account, mesh = '', meshOwner = arnAccount, word, name = ''] =
    found;
  const kind: Kind = word === 'virtualNode' ? 'virtualNodes' : 'virtualGateways';
  if (arnAccount !== account || arnRegion !== region)
    throw refusal('app-mesh/own-configuration', `${found[0]} is not of account ${account} in ${region}`);
  const { mesh: reached, child } = reachedChild({ ...request, mesh, meshOwner, kind, parent: '', name });
  if (child.metadata.resourceOwner !== account)
    throw refusal('app-mesh/own-configuration', child.metadata.arn);
  const collections = Object.values(reached.children).flatMap((each) => Object.values(each));
  const ofKind = (which: string): readonly unknown[] =>
    collections.filter((each) => each.kind === which).map((each) => answerOf(each));
  return {
    mesh: answerOf(reached),
    ...Object.fromEntries(Object.keys(kinds).map((which) => [which, ofKind(which)])),
  };
}
