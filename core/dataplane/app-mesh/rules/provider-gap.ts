import { providers } from '../../../planner';
import type { GatewayRoute, Route } from '../../../topology';
import { DOCUMENTS } from '../../documents';
import type { VirtualNodeSpec } from '../specs';
import { gatewayRoutesOf, routesOf } from '../../routes/walk';
import { hit } from '../../hit';
import type { AppMeshRule } from './rule';

/** What the App Mesh API knows and the AWS provider has no argument for. */
const OF_NODES: readonly {
  readonly what: string;
  readonly key: string;
  readonly asked: (node: VirtualNodeSpec) => boolean;
}[] = [
  {
    what: 'an IP preference of Cloud Map discovery',
    key: 'ipPreference',
    asked: ({ discovery }) => discovery.kind === 'cloud-map' && discovery.ipPreference !== undefined,
  },
];

const isGrpc = ({ protocol }: GatewayRoute): boolean => protocol === 'grpc';

const OF_GATEWAY_ROUTES: readonly {
  readonly what: string;
  readonly key: string;
  readonly asked: (route: GatewayRoute) => boolean;
}[] = [
  {
    what: 'a method in a gateway route',
    key: 'method',
    asked: (route) => !isGrpc(route) && route.match.method !== undefined,
  },
  {
    what: 'a hostname in a gRPC gateway route',
    key: 'hostname',
    asked: (route) => isGrpc(route) && route.match.hostname !== undefined,
  },
  {
    what: 'metadata in a gRPC gateway route',
    key: 'metadata',
    asked: (route) => isGrpc(route) && route.match.metadata.length > 0,
  },
  {
    what: 'a rewrite in a gRPC gateway route',
    key: 'rewrite.hostname',
    asked: (route) => isGrpc(route) && route.rewrite.hostname !== undefined,
  },
];

/** To the provider an empty text is absent, and a query parameter without a value is another match. */
const asksForNothing = ({ match }: Route | GatewayRoute): boolean =>
  match.query.some(({ exact }) => exact === '');

/** What the AWS provider can't write is not left out silently. */
export const providerGap: AppMeshRule = {
  id: 'app-mesh/provider-gap',
  severity: 'error',
  sentence: 'the Terraform provider has no argument for what the topology asks for',
  source: DOCUMENTS.provider,
  hitsOf: (topology, lowered) => [
    ...lowered.nodes.flatMap((node) =>
      OF_NODES.filter(({ asked }) => asked(node)).map(({ what, key }) => gap(node.at, what, `drop ${key}`)),
    ),
    ...[...routesOf(topology), ...gatewayRoutesOf(topology)]
      .filter(({ route }) => asksForNothing(route))
      .map(({ route }) =>
        gap(
          [...route.at, 'query'],
          'a query parameter that is empty',
          'drop it, or write true for any value',
        ),
      ),
    ...gatewayRoutesOf(topology).flatMap(({ route }) =>
      OF_GATEWAY_ROUTES.filter(({ asked }) => asked(route)).map(({ what, key }) =>
        gap(route.at, what, `drop ${key}`),
      ),
    ),
  ],
};

const gap = (at: VirtualNodeSpec['at'], what: string, fix: string) =>
  hit(at, `the AWS provider ${providers.aws.version} can't write ${what}`, fix);
