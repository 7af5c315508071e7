import { defined } from '../../../../core/base/properties';
import { lowerToAppMesh } from '../../../../core/dataplane/app-mesh/lower';
import type { MeshObjects, Surroundings } from '../../../../core/dataplane/app-mesh/read';
import { at, type Topology } from '../../../../core/topology';
import { gatewayRouteSpecOf, routeSpecOf } from './route-specs';
import { gatewaySpecOf, nodeSpecOf, type Arns } from './specs';

/** A topology as App Mesh's API holds it after a deploy, and what ACM and AWS Private CA hold beside. */
export function objectsOf(topology: Topology): {
  readonly objects: MeshObjects;
  readonly surroundings: Surroundings;
  readonly arns: Arns;
} {
  const { region, owner } = topology;
  const { mesh, nodes, gateways, services } = lowerToAppMesh(topology);
  const idOf = (account: string): string => at(topology.accounts, account).id;
  const arns = arnsOf(topology, idOf);
  const metadata = (account: string) => ({
    metadata: { meshOwner: mesh.ownerId, resourceOwner: idOf(account) },
  });
  const names = { meshName: mesh.name };
  const nodeName = (key: string): string => at(topology.workloads, key).name;
  const serviceName = (key: string): string => at(topology.services, key).name;
  const objects: MeshObjects = {
    mesh: {
      ...names,
      ...metadata(owner),
      spec: {
        egressFilter: { type: mesh.egress },
        ...(mesh.ipPreference && { serviceDiscovery: { ipPreference: mesh.ipPreference } }),
      },
    },
    virtualNodes: nodes.map((node) => ({
      ...names,
      virtualNodeName: node.name,
      ...metadata(node.account),
      spec: nodeSpecOf(node, arns),
    })),
    virtualGateways: gateways.map((gateway) => ({
      ...names,
      virtualGatewayName: gateway.name,
      ...metadata(gateway.account),
      spec: gatewaySpecOf(gateway, arns),
    })),
    virtualServices: services.map(({ name, account, provider }) => ({
      ...names,
      virtualServiceName: name,
      ...metadata(account),
      spec:
        provider.kind === 'none'
          ? {}
          : provider.kind === 'virtual-node'
            ? { provider: { virtualNode: { virtualNodeName: provider.name } } }
            : { provider: { virtualRouter: { virtualRouterName: provider.name } } },
    })),
    virtualRouters: services.flatMap(({ account, router }) =>
      router === undefined
        ? []
        : [
            {
              ...names,
              virtualRouterName: router.name,
              ...metadata(account),
              spec: { listeners: router.listeners.map((portMapping) => ({ portMapping })) },
            },
          ],
    ),
    routes: services.flatMap(({ account, router }) =>
      (router?.routes ?? []).map((route) => ({
        ...names,
        virtualRouterName: router?.name,
        routeName: route.name,
        ...metadata(account),
        spec: routeSpecOf(route, nodeName),
      })),
    ),
    gatewayRoutes: gateways.flatMap((gateway) =>
      gateway.routes.map((route) => ({
        ...names,
        virtualGatewayName: gateway.name,
        gatewayRouteName: route.name,
        ...metadata(gateway.account),
        spec: gatewayRouteSpecOf(route, serviceName),
      })),
    ),
  };
  const accounts = Object.fromEntries(Object.values(topology.accounts).map(({ id, key }) => [id, key]));
  // As they are after JSON: what is absent is not there.
  return {
    objects: JSON.parse(JSON.stringify(objects)) as MeshObjects,
    surroundings: { region, accounts, ...knownOf(topology, arns) },
    arns,
  };
}

function arnsOf(
  { region, owner, authorities, certificates }: Topology,
  idOf: (account: string) => string,
): Arns {
  return {
    certificate(key, account) {
      const found = at(certificates, key);
      if (found.kind === 'acm') return { acm: { certificateArn: found.arn } };
      if (found.kind === 'issued' || found.kind === 'public')
        return { acm: { certificateArn: `arn:aws:acm:${region}:${idOf(account)}:certificate/${key}` } };
      return found.kind === 'file'
        ? { file: { certificateChain: found.chain, privateKey: found.privateKey } }
        : { sds: { secretName: found.secret } };
    },
    authority(key) {
      const found = at(authorities, key);
      return found.kind === 'existing-ca'
        ? found.arn
        : `arn:aws:acm-pca:${region}:${idOf(owner)}:certificate-authority/${key}`;
    },
  };
}

/** What the services answer of certificates and authorities. */
function knownOf(topology: Topology, arns: Arns): Pick<Surroundings, 'certificates' | 'authorities'> {
  const certificates = lowerToAppMesh(topology).certificates.flatMap(({ key, account, facts }) => {
    const { acm } = arns.certificate(key, account);
    const { issuer, names } = facts;
    const authority = issuer === undefined ? undefined : arns.authority(issuer);
    return acm === undefined ? [] : [[acm.certificateArn, defined({ authority, names })] as const];
  });
  const authorities = Object.values(topology.authorities).map(({ key, level, parent }) => [
    arns.authority(key),
    { level, ...(parent !== undefined && { parent: arns.authority(parent) }) },
  ]);
  return {
    certificates: Object.fromEntries(certificates),
    authorities: Object.fromEntries(authorities) as NonNullable<Surroundings['authorities']>,
  };
}
