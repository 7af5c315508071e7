import { at, createdDiscoveryOf, partitionOf, type Closed, type Topology } from '../../../topology';
import { registeredServiceArnValue } from '../../pods/contents';
import type { Filled, Statement } from '../../tasks/specs';
import { authorityArnFilled, certificateArnFilled, type Scope, type Specs } from './scope';

/** Objects in the account's part of a mesh, and what the controller does with each. */
const OBJECTS: readonly {
  readonly sid: string;
  readonly resource: string;
  readonly object: string;
  readonly lists?: string;
}[] = [
  { sid: 'Nodes', resource: 'virtualNode/*', object: 'VirtualNode' },
  { sid: 'Services', resource: 'virtualService/*', object: 'VirtualService' },
  { sid: 'Routers', resource: 'virtualRouter/*', object: 'VirtualRouter', lists: 'ListRoutes' },
  { sid: 'Routes', resource: 'virtualRouter/*/route/*', object: 'Route' },
  { sid: 'Gateways', resource: 'virtualGateway/*', object: 'VirtualGateway', lists: 'ListGatewayRoutes' },
  { sid: 'GatewayRoutes', resource: 'virtualGateway/*/gatewayRoute/*', object: 'GatewayRoute' },
];

/**
 * What the controller of a cluster may do: change objects of its account in this mesh, but not the mesh itself, and register
 * the pods of its nodes. The controller's own policy has all of it for every mesh (aws-app-mesh-controller-for-k8s,
 * `controller-iam-policy.json`).
 */
export function controllerStatements(scope: Scope, { mesh, nodes, gateways }: Specs): readonly Statement[] {
  const { topology, cluster, owners } = scope;
  const { account } = at(topology.clusters, cluster);
  const { id } = at(topology.accounts, account);
  const arnOf = (service: string, owner: string, resource: string): string =>
    `arn:${partitionOf(topology.region)}:${service}:${topology.region}:${owner}:${resource}`;
  const meshName = mesh.ownerId === id ? mesh.name : `${mesh.name}@${mesh.ownerId}`;
  const meshes = [
    arnOf('appmesh', id, `mesh/${meshName}`),
    arnOf('appmesh', mesh.ownerId, `mesh/${mesh.name}`),
  ];
  const ownNodes = nodes.filter(({ key }) => owners.workloads[key] === cluster);
  const parties = [...ownNodes, ...gateways.filter(({ key }) => owners.gateways[key] === cluster)];
  return [
    {
      sid: 'Mesh',
      actions: ['appmesh:DescribeMesh'],
      resources: [...new Set(meshes)].map((arn): Filled => [arn]),
    },
    ...OBJECTS.map(({ sid, resource, object, lists }): Statement => ({
      sid,
      actions: [
        ...['Create', 'Describe', 'Update', 'Delete'].map((verb) => `appmesh:${verb}${object}`),
        ...(lists === undefined ? [] : [`appmesh:${lists}`]),
      ],
      resources: [[arnOf('appmesh', id, `mesh/${meshName}/${resource}`)]],
    })),
    ...tlsStatements(topology, parties),
    ...discoveryStatements(scope, ownNodes, arnOf('servicediscovery', id, 'service/*')),
  ];
}

/** App Mesh checks with the permissions of who creates a node that its certificates and authorities are there. */
function tlsStatements(
  topology: Closed<Topology>,
  parties: readonly Specs['parties'][number][],
): readonly Statement[] {
  const certificates = new Set(parties.flatMap(({ envoy }) => envoy.certificates));
  const authorities = new Set(parties.flatMap(({ envoy }) => envoy.authorities));
  return [
    {
      sid: 'Certificates',
      actions: ['acm:DescribeCertificate'],
      resources: [...certificates].map((key) => certificateArnFilled(topology, key)),
    },
    {
      sid: 'Authorities',
      actions: ['acm-pca:DescribeCertificateAuthority'],
      resources: [...authorities].map(authorityArnFilled),
    },
  ].filter(({ resources }) => resources.length > 0);
}

/**
 * Cloud Map changes the records of a service with the permissions of who registers (Cloud Map developer guide, "AWS managed
 * policies"). The services are there: it creates and deletes none.
 * @param services all of the account, where some were there before
 */
function discoveryStatements(
  { topology, cluster }: Scope,
  nodes: readonly Specs['nodes'][number][],
  services: string,
): readonly Statement[] {
  const { account } = at(topology.clusters, cluster);
  const found = nodes.filter(({ discovery }) => discovery.kind === 'cloud-map');
  if (found.length === 0) return [];
  const created = found.filter(({ key }) => createdDiscoveryOf(at(topology.workloads, key)) !== undefined);
  const zone = `arn:${partitionOf(topology.region)}:route53:::hostedzone/`;
  return [
    {
      sid: 'Register',
      actions: [
        'servicediscovery:GetService',
        'servicediscovery:RegisterInstance',
        'servicediscovery:DeregisterInstance',
        'servicediscovery:GetInstancesHealthStatus',
        'servicediscovery:UpdateInstanceCustomHealthStatus',
      ],
      resources:
        created.length === found.length
          ? created.map(({ key }): Filled => [registeredServiceArnValue(cluster, key)])
          : [[services]],
    },
    {
      sid: 'Registered',
      actions: [
        'servicediscovery:ListNamespaces',
        'servicediscovery:ListServices',
        'servicediscovery:ListInstances',
        'servicediscovery:GetOperation',
      ],
      resources: [['*']],
      because: 'AWS Cloud Map has no narrower resource for these actions',
    },
    ...(created.length > 0 ? recordStatements([zone, { kind: 'zone-id', account }]) : []),
  ];
}

const recordStatements = (zone: Filled): readonly Statement[] => [
  {
    sid: 'Records',
    actions: ['route53:ChangeResourceRecordSets', 'route53:GetHostedZone'],
    resources: [zone],
  },
  {
    sid: 'Zones',
    actions: ['route53:ListHostedZonesByName'],
    resources: [['*']],
    because: 'Amazon Route 53 has no narrower resource for this action',
  },
];
