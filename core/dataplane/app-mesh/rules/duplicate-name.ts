import type { Path, Text } from '../../../topology';
import { DOCUMENTS } from '../../documents';
import type { AppMeshLowered } from '../specs';
import { gatewayRoutesOf, routesOf } from '../walk';
import { hit, type AppMeshRule } from './rule';

interface Named {
  readonly scope: string;
  readonly key: string;
  readonly name: Text;
  readonly at: Path;
}

/** Within a mesh no two objects of a kind have the same name, whichever accounts they are in. */
export const duplicateName: AppMeshRule = {
  id: 'app-mesh/duplicate-name',
  severity: 'error',
  sentence: 'two objects of a kind have the same name in the mesh',
  source: DOCUMENTS.sharing,
  hitsOf: (_, lowered) => {
    const seen = new Map<string, Named>();
    return namedOf(lowered).flatMap((named) => {
      const first = seen.get(`${named.scope}\n${named.name}`);
      if (first === undefined) {
        seen.set(`${named.scope}\n${named.name}`, named);
        return [];
      }
      const summary = `"${first.key}" and "${named.key}" are both ${named.scope} "${named.name}", and a mesh has one of a name`;
      return [hit(named.at, summary, 'give one of them another name: name: …')];
    });
  },
};

const namedOf = (lowered: AppMeshLowered): readonly Named[] => [
  ...lowered.nodes.map(({ key, name, at }) => ({ scope: 'virtual node', key, name, at })),
  ...lowered.gateways.map(({ key, name, at }) => ({ scope: 'virtual gateway', key, name, at })),
  ...lowered.services.flatMap(({ key, at, name, router }): readonly Named[] => [
    { scope: 'virtual service', key, name, at },
    ...(router === undefined ? [] : [{ scope: 'virtual router', key, name: router.name, at }]),
  ]),
  ...routesOf(lowered).map(({ service, route }) => ({
    scope: `route of "${service.key}"`,
    key: route.name,
    name: route.name,
    at: route.at,
  })),
  ...gatewayRoutesOf(lowered).map(({ gateway, route }) => ({
    scope: `route of "${gateway.key}"`,
    key: route.name,
    name: route.name,
    at: route.at,
  })),
];
