import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { lower } from '../../core/dataplane';
import { planOf } from '../../core/planner';
import { topologyOf, type Topology } from '../../core/topology';
import { synthesize } from '../../stacks';
import { untraced } from '../../stacks/untraced';
import { resourcesOf } from '../core/dataplane/app-mesh/controller/on-eks';
import { arbitraryMesh, writtenOfMesh, type Mesh } from '../core/planner/arbitrary';
import { StackJson } from './json';

jest.setTimeout(60_000);

type Tree = Readonly<Record<string, unknown>>;
type Named = Readonly<Record<string, string>>;

/** Terraform's types of what controllers make, and the name by which App Mesh tells two of them apart. */
const TERRAFORM: Readonly<Record<string, (body: Named) => string>> = {
  aws_appmesh_virtual_node: ({ name = '' }) => `node ${name}`,
  aws_appmesh_virtual_service: ({ name = '' }) => `service ${name}`,
  aws_appmesh_virtual_router: ({ name = '' }) => `router ${name}`,
  aws_appmesh_virtual_gateway: ({ name = '' }) => `gateway ${name}`,
  // What precedes the local part of a route is the same route.
  aws_appmesh_route: ({ name = '' }) => `route ${name.replace(/-split$/, '')}`,
  aws_appmesh_gateway_route: ({ name = '' }) => `gateway route ${name}`,
};

const KINDS: Readonly<Record<string, string>> = {
  VirtualNode: 'node',
  VirtualService: 'service',
  VirtualRouter: 'router',
  VirtualGateway: 'gateway',
  GatewayRoute: 'gateway route',
};

/** The mesh with a cluster of EKS in each account, on which some workloads, and perhaps the gateway, run. */
function onClusters(mesh: Mesh, runs: readonly boolean[], meshObjects: 'terraform' | 'controller'): Tree {
  const written = writtenOfMesh(mesh);
  const homes = mesh.accounts.filter(({ network }) => network === 'create').map(({ key }) => key);
  const clusters = homes.map((key) => [`${key}-pods`, { kind: 'eks', account: key, meshObjects }]);
  const workloads = Object.entries(written['workloads'] as Record<string, Tree>).map(
    ([key, workload], index) => [
      key,
      runs[index] === true && homes.includes(String(workload['account']))
        ? { ...workload, runtime: { image: 'app:1', cluster: `${String(workload['account'])}-pods` } }
        : workload,
    ],
  );
  const owner = mesh.accounts[0]?.key ?? '';
  const doors = Object.entries(written['gateways'] as Record<string, Tree>).map(([key, door]) => [
    key,
    runs.at(-1) === true && homes.includes(owner) ? { ...door, runtime: { cluster: `${owner}-pods` } } : door,
  ]);
  return {
    ...written,
    clusters: Object.fromEntries(clusters) as Tree,
    workloads: Object.fromEntries(workloads) as Tree,
    gateways: Object.fromEntries(doors) as Tree,
  };
}

/** Objects that the stacks make, or nothing where the owners of a topology could not wait for each other. */
function ofTerraform(topology: Topology): readonly string[] | undefined {
  const lowering = lower(topology);
  if (!lowering.ok || lowering.findings.some(({ rule }) => rule === 'app-mesh/controller-split'))
    return undefined;
  const { lowered, demands } = lowering.value;
  const planned = planOf(topology, demands);
  if (!planned.ok) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'meshspan-owner-'));
  try {
    untraced(() => synthesize({ topology, plan: planned.value, lowered }, folder));
    const found = planned.value.stacks.flatMap(({ name }) => {
      const { resources } = new StackJson(readFileSync(join(folder, 'stacks', name, 'cdk.tf.json'), 'utf8'));
      return resources.flatMap(({ type, body }) => TERRAFORM[type]?.(body as Named) ?? []);
    });
    return [...new Set(found)].toSorted();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Objects that the controllers of all clusters make, each as often as it is made. */
const ofControllers = (topology: Topology): readonly string[] =>
  Object.values(topology.clusters)
    .flatMap(({ key }) => resourcesOf(topology, key))
    .flatMap(({ kind, spec }) => {
      const { awsName = '', routes = [] } = spec as {
        awsName?: string;
        routes?: readonly { name: string }[];
      };
      const what = KINDS[kind];
      return [
        ...(what === undefined ? [] : [`${what} ${awsName}`]),
        ...routes.map(({ name }) => `route ${name}`),
      ];
    });

function parsed(written: Tree): Topology {
  const result = topologyOf(written);
  if (!result.ok) throw new Error(result.findings.map(({ summary }) => summary).join('; '));
  return result.value;
}

test('each object of a mesh is made by Terraform or by one controller, and none is missing', () => {
  let mixed = 0;
  fc.assert(
    fc.property(arbitraryMesh, fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }), (mesh, runs) => {
      const topology = parsed(onClusters(mesh, runs, 'controller'));
      const terraform = ofTerraform(topology);
      const all = ofTerraform(parsed(onClusters(mesh, runs, 'terraform')));
      if (terraform === undefined || all === undefined) return;
      const controllers = ofControllers(topology);
      if (terraform.length > 0 && controllers.length > 0) mixed += 1;
      expect([...terraform, ...controllers].toSorted()).toEqual(all);
    }),
    { numRuns: 25 },
  );
  expect(mixed).toBeGreaterThan(2);
});
