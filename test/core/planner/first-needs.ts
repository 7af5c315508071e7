import type { Mesh } from './arbitrary';

/**
 * What AWS or Terraform needs first, said again and on its own: pairs (content, what must be there before it),
 * read off the ids of what a plan holds. Only pairs of which both sides are there.
 */
export function firstNeeds(
  mesh: Mesh,
  contents: ReadonlyMap<string, string>,
): readonly (readonly [id: string, needed: string])[] {
  const owner = mesh.accounts[0]?.key ?? '';
  const pairs = [...contents.keys()].flatMap((id) =>
    neededBy(id, owner, mesh).map((needed) => [id, needed] as const),
  );
  return pairs.filter(([, needed]) => contents.has(needed));
}

function neededBy(id: string, owner: string, mesh: Mesh): readonly string[] {
  const [account = '', kind = '', key = ''] = id.split('/');
  const shared = [`${owner}/mesh`, `${owner}/share/${account}`, `${account}/share-acceptance`];
  const targets = mesh.targets
    .filter(([from]) => `${from}-front` === key)
    .map(([, to]) => `${to}/workload/${to}-app`);
  switch (kind) {
    case 'share-acceptance':
      return [`${owner}/share/${account}`];
    case 'namespace':
      return [`${account}/network`];
    case 'peering-request':
      return [`${account}/network`, `${key}/network`];
    case 'peering-acceptance':
      return [`${account}/network`, `${key}/network`, `${key}/peering-request/${account}`];
    case 'zone-authorization':
      return [`${account}/namespace`, `${key}/network`];
    case 'zone-association':
      return [`${key}/zone-authorization/${account}`, `${account}/network`];
    case 'transit-gateway-attachment':
      return [`${owner}/transit-gateway`, `${owner}/share/${account}`, `${account}/network`];
    case 'transit-gateway-route':
      return [`${owner}/transit-gateway`, `${account}/transit-gateway-attachment`, `${account}/network`];
    case 'certificate':
      return [`${owner}/authority/root`, `${owner}/share/${account}`, `${account}/share-acceptance`];
    case 'workload':
      return [
        ...shared,
        `${account}/network`,
        `${account}/namespace`,
        `${account}/mesh-role`,
        `${account}/certificate/${key}`,
      ];
    case 'service':
      return [...shared, `${account}/workload/${key}`];
    case 'route':
      return [...shared, `${account}/service/${key}`, ...(account === owner ? targets : [])];
    case 'route-split':
      return [...shared, `${account}/service/${key}`, ...targets];
    case 'gateway':
      return [...shared, ...mesh.gateway.map((served) => `${served}/service/${served}-app`)];
    default:
      return [];
  }
}
