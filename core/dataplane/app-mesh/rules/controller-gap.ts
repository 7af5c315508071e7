import type { Hit, Topology } from '../../../topology';
import { DOCUMENTS } from '../../documents';
import { hit } from '../../hit';
import { ownersOf } from '../controller/owners';
import type { AppMeshLowered, VirtualGatewaySpec, VirtualNodeSpec } from '../specs';
import type { AppMeshRule } from './rule';

/** What the controller's custom resources have no field for, or its admission refuses, by what asks for it. */
const OF_NODES: readonly {
  readonly what: string;
  readonly fix: string;
  readonly asked: (node: VirtualNodeSpec) => boolean;
}[] = [
  {
    what: 'an IP preference of discovery by DNS',
    fix: 'drop ipPreference',
    asked: ({ discovery }) => discovery.kind === 'dns' && discovery.ipPreference !== undefined,
  },
  {
    what: 'listeners without discovery',
    fix: 'drop discovery: none, or its listeners',
    asked: ({ discovery, listeners }) => discovery.kind === 'none' && listeners.length > 0,
  },
];

/** A secret that a proxy gets over a socket, which the controller would mount into every pod of the cluster. */
const usesSockets = (topology: Topology, { listeners, backends, backendDefaults }: Party): boolean => {
  const policies = [backendDefaults, ...backends.map(({ clientPolicy }) => clientPolicy)].flatMap((policy) =>
    policy?.kind === 'tls' ? [policy] : [],
  );
  const validated = listeners.flatMap(({ tls }) => (tls.kind === 'mesh' ? [tls] : []));
  const certificates = [
    ...validated.map(({ certificate }) => certificate),
    ...policies.flatMap(({ certificate }) => certificate ?? []),
  ];
  const trusts = [
    ...validated.flatMap(({ validation }) => validation?.trust ?? []),
    ...policies.map(({ trust }) => trust),
  ];
  return (
    certificates.some((key) => topology.certificates[key]?.kind === 'sds') ||
    trusts.some(({ kind }) => kind === 'sds')
  );
};

type Party = VirtualNodeSpec | VirtualGatewaySpec;

/** What a custom resource can't say is not left out silently. */
export const controllerGap: AppMeshRule = {
  id: 'app-mesh/controller-gap',
  severity: 'error',
  sentence: 'the App Mesh controller for Kubernetes has no field for what the topology asks for',
  source: DOCUMENTS.controller,
  hitsOf: (topology, lowered) => {
    const owners = ownersOf(topology);
    const nodes = lowered.nodes.filter(({ key }) => owners.workloads[key] !== undefined);
    const gateways = lowered.gateways.filter(({ key }) => owners.gateways[key] !== undefined);
    return [
      ...(nodes.length + gateways.length > 0 ? [...meshHits(lowered), ...imageHits(topology)] : []),
      ...nodes.flatMap((node) =>
        OF_NODES.filter(({ asked }) => asked(node)).map(({ what, fix }) => gap(node, what, fix)),
      ),
      ...[...nodes, ...gateways]
        .filter((party) => usesSockets(topology, party))
        .map((party) =>
          gap(party, 'a certificate or trust of kind sds', 'name a certificate of kind file or issued'),
        ),
    ];
  },
};

/** The chart takes an image in two parts. */
const imageHits = ({ images }: Topology): readonly Hit[] =>
  (['proxy', 'interception'] as const).flatMap((which) => {
    const image = images[which];
    return image === undefined || /:[^/]+$/.test(image)
      ? []
      : [
          hit(
            ['images', which],
            `the chart of the controller takes the image "${image}" with a tag or a digest, and it has none`,
            `write it as in ${which}: 'registry.example.com/envoy:v1.34.13.3'`,
          ),
        ];
  });

const gap = ({ at, key }: Party, what: string, fix: string): Hit =>
  hit(
    at,
    `the controller of the cluster of "${key}" can't write ${what}`,
    `${fix}, or write meshObjects: terraform for the cluster`,
  );

const meshHits = ({ mesh: { ipPreference } }: AppMeshLowered): readonly Hit[] =>
  ipPreference === undefined || ipPreference.endsWith('_ONLY')
    ? []
    : [
        hit(
          ['mesh', 'ipPreference'],
          `the controller refuses a mesh with ipPreference: ${ipPreference}`,
          'write IPv4_ONLY or IPv6_ONLY, or drop it',
        ),
      ];
