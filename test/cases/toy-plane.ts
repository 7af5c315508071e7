import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { unique } from '../../core/base/collections';
import type { DataPlane, Lowered, PlaneRule } from '../../core/dataplane';
import { authoritySharesOf } from '../../core/dataplane/authority-uses';
import {
  certificateAssets,
  certificateIds,
  type CertificateContent,
} from '../../core/dataplane/certificate-assets';
import { certificatesOf } from '../../core/dataplane/certificates';
import { liveServicesOf, liveWorkloadsOf } from '../../core/dataplane/live';
import { networkNeedsOf } from '../../core/dataplane/network-needs';
import { workloadId } from '../../core/dataplane/party-ids';
import {
  acceptanceId,
  contentId,
  type Asset,
  type AssetValue,
  type Need,
  type ShareItem,
} from '../../core/planner';
import {
  at,
  discoveryNameOf,
  errorRow,
  partitionOf,
  rulesOf,
  warningRow,
  type Closed,
  type Service,
  type Text,
  type Topology,
  type Workload,
} from '../../core/topology';
import { bound, type BuildersOf } from '../../stacks/builders';
import { expectedCallees } from '../../stacks/expected-callees';
import type { MeshStack } from '../../stacks/mesh-stack';
import type { PlaneStacks } from '../../stacks/plane';
import { issuedCertificate } from '../../stacks/substrate/certificate';
import { discoveryService } from '../../stacks/substrate/discovery';
import { partOf, securityGroup } from '../../stacks/substrate/security-group';

/**
 * A data plane that no one ships: Envoys that read their configuration from Parameter Store. Each workload has a
 * parameter with its listeners and callees, each service one with its host name, and a directory of all services is
 * shared with every member. It shows that a data plane needs nothing but the contract.
 */
interface ParameterLowered extends Lowered {
  readonly prefix: string;
  /** Host names, by service. */
  readonly endpoints: Readonly<Record<string, Text>>;
}

type ParameterContent = CertificateContent | OwnContent;

type OwnContent = { readonly id: string } & (
  | { readonly kind: 'directory' }
  | { readonly kind: 'endpoint'; readonly service: string }
  | { readonly kind: 'configuration'; readonly workload: string }
);

const directoryId = ({ owner }: Topology): string => contentId(owner, 'directory');
const endpointId = ({ account, key }: Service): string => contentId(account, 'endpoint', key);

const directoryArn: AssetValue = { kind: 'asset', what: 'directory-arn', key: 'services' };
const endpointArn = (key: string): AssetValue => ({ kind: 'asset', what: 'endpoint-arn', key });
const endpointHost = (key: string): AssetValue => ({ kind: 'asset', what: 'endpoint-host', key });

const endpointName = (prefix: string, service: string): string => `${prefix}/services/${service}`;

function endpointArnOf({ region, mesh, accounts }: Topology, { account, key }: Service): Text {
  const { id } = at(accounts, account);
  const name = endpointName(`/${mesh.name}`, key);
  return `arn:${partitionOf(region)}:ssm:${region}:${id}:parameter${name}`;
}

/** The workload that answers for a service, where one does. */
const answeringOf = ({ workloads }: Topology, { provider }: Service): Workload | undefined =>
  provider.kind === 'workload' ? at(workloads, provider.workload) : undefined;

const lowered = (topology: Topology): ParameterLowered => ({
  dataPlane: 'envoy',
  region: topology.region,
  prefix: `/${topology.mesh.name}`,
  parties: liveWorkloadsOf(topology).map((workload) => partyOf(topology, workload)),
  connections: connectionsOf(topology),
  certificates: certificatesOf(topology),
  authorities: Object.values(topology.authorities),
  endpoints: Object.fromEntries(liveServicesOf(topology).map(({ key, name }) => [key, name])),
});

function partyOf(topology: Topology, workload: Workload): Lowered['parties'][number] {
  const { key, account, listeners, discovery, calls, callDefaults, entries } = workload;
  const discoveryName = discoveryNameOf(discovery);
  return {
    id: workloadId(key),
    kind: 'workload',
    key,
    at: workload.at,
    account,
    listeners,
    discovery,
    ...(discoveryName === undefined ? {} : { discoveryName }),
    backends: calls.map(({ at: place, service, policy }) => ({
      at: place,
      service,
      serviceName: at(topology.services, service).name,
      ...(policy === undefined ? {} : { clientPolicy: policy }),
    })),
    ...(callDefaults === undefined ? {} : { backendDefaults: callDefaults }),
    entries,
  };
}

const connectionsOf = (topology: Topology): Lowered['connections'] =>
  liveWorkloadsOf(topology).flatMap(({ key, calls }) =>
    calls.flatMap(({ at: place, service }) => {
      const answering = answeringOf(topology, at(topology.services, service));
      const call = { at: place, client: workloadId(key), service };
      if (answering === undefined || answering.listeners.length === 0)
        return [{ ...call, server: `service/${service}`, port: 0, protocol: 'tcp' as const }];
      const server = workloadId(answering.key);
      return answering.listeners.map(({ port, protocol }) => ({ ...call, server, port, protocol }));
    }),
  );

function needsOf(topology: Topology, { parties, connections }: ParameterLowered): readonly Need[] {
  const item: ShareItem = { name: 'directory', arn: directoryArn, content: directoryId(topology) };
  const members = unique(parties.map(({ account }) => account)).filter((key) => key !== topology.owner);
  return [
    ...members.map((member): Need => ({ kind: 'share', member, item })),
    ...authoritySharesOf(topology),
    ...networkNeedsOf(topology, connections),
  ];
}

function assetsOf(topology: Topology): readonly Asset[] {
  const owner = at(topology.accounts, topology.owner);
  const content: ParameterContent = { id: directoryId(topology), kind: 'directory' };
  return [
    {
      content,
      account: owner.key,
      tier: 'first',
      reads: [],
      follows: [],
      names: [],
      outputs: [{ value: directoryArn }],
      concerns: [owner],
    },
    ...Object.values(topology.services).map((service) => endpointAsset(topology, service)),
    ...certificateAssets(topology),
    ...Object.values(topology.workloads).map((workload) => configurationAsset(topology, workload)),
  ];
}

function endpointAsset(topology: Topology, service: Service): Asset {
  const { key, account, name } = service;
  const content: ParameterContent = { id: endpointId(service), kind: 'endpoint', service: key };
  const answering = answeringOf(topology, service);
  return {
    content,
    account,
    tier: 'workloads',
    reads: [],
    follows: [],
    names: [],
    outputs: [
      { value: endpointArn(key), literal: endpointArnOf(topology, service), compared: true },
      { value: endpointHost(key), literal: name },
    ],
    concerns: [at(topology.accounts, account), ...(answering ? [answering] : [])],
  };
}

function configurationAsset(topology: Topology, workload: Workload): Asset {
  const { key, account, calls } = workload;
  const id = contentId(account, 'configuration', key);
  const content: ParameterContent = { id, kind: 'configuration', workload: key };
  return {
    content,
    account,
    tier: 'workloads',
    reads: [
      { kind: 'vpc-id', account },
      { kind: 'namespace-id', account },
    ],
    follows: [acceptanceId(account), ...certificateIds(topology, workload)],
    names: calls.map(({ service }) => endpointId(at(topology.services, service))),
    outputs: [],
    concerns: [at(topology.accounts, account), workload],
  };
}

const rows = rulesOf({
  'parameters/route': {
    ...errorRow('a service has routes or a gateway, and a parameter holds one host name'),
    unbuildable: true,
  },
  'parameters/timeout': warningRow('the timeout of a listener is not part of the configuration'),
});

const rules: readonly PlaneRule<ParameterLowered>[] = [
  {
    ...rows['parameters/route'],
    hitsOf: ({ services, gateways }) =>
      [
        ...Object.values(services).filter(({ provider }) => provider.kind !== 'workload'),
        ...Object.values(gateways),
      ].map(({ at: place, key }) => ({
        at: place,
        summary: `"${key}" is more than the name of one workload`,
        fix: `to: WORKLOAD`,
      })),
  },
  {
    ...rows['parameters/timeout'],
    hitsOf: (_, { parties }) =>
      parties.flatMap(({ key, listeners }) =>
        listeners
          .filter(({ timeout }) => timeout !== undefined)
          .map((listener) => ({
            at: [...listener.at, 'timeout'],
            summary: `the timeout of "${key}" has no effect`,
            fix: 'remove it',
          })),
      ),
  },
];

export const toyPlane: DataPlane<ParameterLowered> = {
  name: 'envoy',
  lower: lowered,
  needsOf,
  assetsOf,
  rules,
  features: {},
};

interface Context {
  readonly stack: MeshStack;
  readonly specs: Closed<ParameterLowered>;
}

const builders: BuildersOf<ParameterContent, Context> = {
  directory: ({ stack, specs: { prefix, endpoints } }) => {
    const parameter = new SsmParameter(stack.part('directory'), SsmParameter.tfResourceType, {
      name: `${prefix}/directory`,
      type: 'String',
      // RAM shares parameters of the advanced tier only (Systems Manager user guide, "Working with shared parameters").
      tier: 'Advanced',
      value: JSON.stringify(endpoints),
    });
    stack.wiring.output(directoryArn, parameter.arn);
  },
  certificate: ({ stack }, { certificate }) => issuedCertificate(stack, certificate),
  endpoint: ({ stack, specs }, { service }) => {
    const parameter = new SsmParameter(stack.part(`endpoint_${service}`), SsmParameter.tfResourceType, {
      name: endpointName(specs.prefix, service),
      type: 'String',
      value: at(specs.endpoints, service),
    });
    stack.wiring.output(endpointArn(service), parameter.arn);
    stack.wiring.output(endpointHost(service), parameter.value);
  },
  configuration: ({ stack, specs }, { workload }) => {
    const party = specs.parties.find(({ key }) => key === workload);
    if (party === undefined) throw new Error(`workload "${workload}" was not lowered`);
    const { listeners, backends } = party;
    securityGroup(stack, party);
    discoveryService(stack, party);
    new SsmParameter(partOf(stack, party), SsmParameter.tfResourceType, {
      name: `${specs.prefix}/workloads/${workload}`,
      type: 'String',
      value: JSON.stringify({
        listeners: listeners.map(({ port, protocol, tls }) => ({
          port,
          protocol,
          ...(tls.kind === 'mesh' ? { certificate: stack.built.certificates.get(tls.certificate) } : {}),
        })),
        calls: backends.map(({ serviceName }) => serviceName),
      }),
      lifecycle: {
        precondition: [
          ...expectedCallees(
            stack,
            workload,
            backends.map(({ service }) => service),
          ),
        ],
      },
    });
  },
};

export const toyStacks: PlaneStacks<ParameterLowered> = {
  ownerTagged: [],
  buildersFor: (stack, specs) => bound(builders, { stack, specs }),
};
