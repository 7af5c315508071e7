import { fieldOf } from '../../../core/base/json';
import { arnIn } from '../arn';
import { refusal } from '../rules';
import { reachedChild } from './access';
import { answerOf } from './answers';
import { kinds, type Kind } from './kinds';
import type { Request } from './request';

/** `arn:aws:appmesh:REGION:ACCOUNT:mesh/NAME[@OWNER]/virtualNode/NAME`, or the same from `mesh/` on. */
const identity =
  /^(?:arn:[\w-]+:appmesh:([\w-]+):(\d{12}):)?mesh\/([^/@]+)(?:@(\d{12}))?\/(virtualNode|virtualGateway)\/([^/]+)$/;

/** The node or gateway that a proxy names. */
interface Asked {
  /** Its ARN, whole. */
  readonly arn: string;
  readonly region: string;
  readonly account: string;
  readonly mesh: string;
  readonly meshOwner: string;
  readonly kind: Kind;
  readonly name: string;
}

/**
 * Reads the identity of a proxy.
 * @throws where it names no node and no gateway
 */
export function askedBy(request: Request): Asked {
  const id = fieldOf(request.body, 'node', 'id');
  const found = identity.exec(typeof id === 'string' ? id : '');
  if (found === null) throw refusal('app-mesh/resource-arn', `"${String(id)}"`);
  const [whole, region = request.region, account = request.account, mesh = '', owner, word, name = ''] =
    found;
  return {
    arn: whole.startsWith('arn:') ? whole : arnIn(region, 'appmesh', account, whole),
    region,
    account,
    mesh,
    meshOwner: owner ?? account,
    kind: word === 'virtualNode' ? 'virtualNodes' : 'virtualGateways',
    name,
  };
}

/**
 * What the management service of App Mesh translates for a proxy: everything in its mesh, as it is now, if the proxy's
 * account has the node or gateway and still has access to the mesh. Once a mesh is no longer shared, its proxies in that
 * account get no configuration (user guide, "Working with shared meshes", "Unsharing a shared mesh").
 */
export function streamAggregatedResources(request: Request): unknown {
  const { arn, region, account, mesh, meshOwner, kind, name } = askedBy(request);
  if (account !== request.account || region !== request.region)
    throw refusal(
      'app-mesh/own-configuration',
      `${arn} is not of account ${request.account} in ${request.region}`,
    );
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
