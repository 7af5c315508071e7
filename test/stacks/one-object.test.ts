import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { lower } from '../../core/dataplane';
import { planOf } from '../../core/planner';
import { topologyOf } from '../../core/topology';
import { synthesize } from '../../stacks';
import { untraced } from '../../stacks/untraced';
import { arbitraryMesh, writtenOfMesh, type Mesh } from '../core/planner/arbitrary';
import { StackJson, type Block, type Json } from './json';

jest.setTimeout(60_000);

/** The fields by which AWS distinguishes two objects of a type; a type without an entry gets a new id on each creation. */
const IDENTITY: Readonly<Record<string, (body: Json) => readonly unknown[]>> = {
  aws_service_discovery_service: ({ name, dns_config }) => [
    (dns_config as Json)['namespace_id'],
    lowered(name),
  ],
  aws_service_discovery_private_dns_namespace: ({ name, vpc }) => [vpc, lowered(name)],
  aws_security_group: ({ vpc_id, name }) => [vpc_id, lowered(name)],
  aws_vpc_security_group_ingress_rule: ruleOf,
  aws_vpc_security_group_egress_rule: ruleOf,
  aws_iam_policy: ({ name }) => [lowered(name)],
  aws_iam_service_linked_role: ({ aws_service_name }) => [aws_service_name],
  aws_route: ({ route_table_id, destination_cidr_block }) => [route_table_id, destination_cidr_block],
  aws_route53_zone_association: ({ zone_id, vpc_id }) => [zone_id, vpc_id],
  aws_route53_vpc_association_authorization: ({ zone_id, vpc_id }) => [zone_id, vpc_id],
  aws_ram_resource_association: ({ resource_share_arn, resource_arn }) => [resource_share_arn, resource_arn],
  aws_appmesh_mesh: ({ name }) => [name],
  aws_appmesh_virtual_node: ({ name }) => [name],
  aws_appmesh_virtual_service: ({ name }) => [lowered(name)],
  aws_appmesh_virtual_router: ({ name }) => [name],
  aws_appmesh_virtual_gateway: ({ name }) => [name],
  aws_appmesh_route: ({ virtual_router_name, name }) => [virtual_router_name, name],
  aws_appmesh_gateway_route: ({ virtual_gateway_name, name }) => [virtual_gateway_name, name],
  aws_ec2_transit_gateway_vpc_attachment: ({ transit_gateway_id, vpc_id }) => [transit_gateway_id, vpc_id],
};

const lowered = (text: unknown): string => String(text).toLowerCase();

function ruleOf({ security_group_id, from_port, cidr_ipv4, referenced_security_group_id }: Json) {
  return [security_group_id, from_port, cidr_ipv4, referenced_security_group_id];
}

/** Addresses of blocks that would be one object, in pairs. */
function twice(blocks: readonly Block[]): readonly string[] {
  const first = new Map<string, string>();
  return blocks.flatMap(({ type, address, body }) => {
    const parts = IDENTITY[type]?.(body);
    if (parts === undefined) return [];
    const identity = JSON.stringify([type, ...parts]);
    const other = first.get(identity);
    first.set(identity, address);
    return other === undefined ? [] : [`${other} and ${address}`];
  });
}

type Tree = Readonly<Record<string, unknown>>;

/**
 * The mesh, more crowded: each application has a twin in its Cloud Map service, accounts with a network of others share
 * one VPC, and created networks have one block where nothing joins them.
 */
function crowded(mesh: Mesh): Tree {
  const written = writtenOfMesh(mesh);
  const [host, ...guests] = mesh.accounts
    .filter(({ network }) => network === 'existing')
    .map(({ key }) => key);
  const isGuest = (key: string): boolean => guests.includes(key);
  const accounts = Object.entries(written['accounts'] as Record<string, Tree>).map(([key, account]) => {
    const network = account['network'] as Tree | string;
    if (isGuest(key))
      return [key, { ...account, network: { ...networkOf(written, host ?? ''), sharedBy: host } }];
    const isAlike = mesh.connect === 'none' && typeof network !== 'string' && 'cidr' in network;
    return [key, isAlike ? { ...account, network: { cidr: '10.99.0.0/16' } } : account];
  });
  const workloads = Object.entries(written['workloads'] as Record<string, Tree>).flatMap(
    ([key, workload]) => {
      const { discovery, account } = workload;
      const found = (which: string): unknown =>
        isGuest(String(account))
          ? {
              kind: 'cloud-map',
              existing: true,
              namespace: 'old.internal',
              service: key,
              attributes: { which },
            }
          : (discovery ?? { kind: 'cloud-map', service: key, attributes: { which } });
      return [
        [key, { ...workload, discovery: found('one') }],
        [`${key}-twin`, { ...workload, discovery: found('twin') }],
      ];
    },
  );
  const services = Object.entries(written['services'] as Record<string, Tree>).flatMap(([key, service]) => {
    const { account } = service;
    if (service['to'] === undefined)
      return isGuest(String(account))
        ? [[key, { ...service, name: `${key}.old.internal` }]]
        : [[key, service]];
    return [[key, { routes: [{ to: { [key]: 90, [`${key}-twin`]: 10 } }] }]];
  });
  return {
    ...written,
    accounts: Object.fromEntries(accounts),
    workloads: Object.fromEntries(workloads),
    services: Object.fromEntries(services),
  };
}

const networkOf = (written: Tree, key: string): Tree =>
  (written['accounts'] as Record<string, Tree>)[key]?.['network'] as Tree;

test('no stack has two resources that are the same object in AWS', () => {
  let seen = 0;
  fc.assert(
    fc.property(arbitraryMesh, (mesh) => {
      const parsed = topologyOf(crowded(mesh));
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
      const lowering = lower(parsed.value);
      if (!lowering.ok) throw new Error('not lowered');
      const planned = planOf(parsed.value, lowering.value.demands);
      if (!planned.ok) throw new Error(JSON.stringify(planned.findings));
      const folder = mkdtempSync(join(tmpdir(), 'meshspan-one-'));
      try {
        const { lowered: specs } = lowering.value;
        untraced(() => synthesize({ topology: parsed.value, plan: planned.value, lowered: specs }, folder));
        for (const { name } of planned.value.stacks) {
          const text = readFileSync(join(folder, 'stacks', name, 'cdk.tf.json'), 'utf8');
          expect(twice(new StackJson(text).resources)).toEqual([]);
        }
      } finally {
        rmSync(folder, { recursive: true });
      }
      seen += 1;
    }),
    { numRuns: 20 },
  );
  expect(seen).toBeGreaterThan(15);
});

test('resources that differ only by address are found', () => {
  const block = (address: string, body: Json): Block => ({ type: 'aws_iam_policy', address, body });
  expect(twice([block('a', { name: 'Door' }), block('b', { name: 'door' })])).toEqual(['a and b']);
});
