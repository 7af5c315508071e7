import * as fc from 'fast-check';
import type { Demands, Need } from '../../../core/planner';
import type { Topology, WrittenTopology } from '../../../core/topology';
import { demandsWith, parsed, reach, resolve } from './meshes';

/** Keys of two accounts: who calls, asks or sends, and to whom. */
type Pair = readonly [from: string, to: string];

interface Household {
  readonly key: string;
  readonly network: 'create' | 'existing' | 'none';
  readonly principal: 'invitation' | 'organization';
  readonly meshRole: 'create' | 'exists';
}

/** A mesh in few words, from which topology and demands are spelled out. The first account owns it. */
export interface Mesh {
  readonly accounts: readonly Household[];
  readonly connect: WrittenTopology['connect'];
  /** The workload of the first calls the service of the second. */
  readonly calls: readonly Pair[];
  /** Packets and names also cross, in either direction. */
  readonly reaches: readonly Pair[];
  readonly resolves: readonly Pair[];
  /** The front service of the first has a route to the workload of the second. */
  readonly targets: readonly Pair[];
  /** Accounts whose service the owner's gateway serves. */
  readonly gateway: readonly string[];
}

const KEYS = ['ant', 'bee', 'cat', 'dog', 'elk', 'fox'];

/** None, all, or any part, so that dense graphs are as likely as thin ones. */
const someOf = <T>(things: readonly T[]): fc.Arbitrary<readonly T[]> =>
  fc.oneof(fc.constant([]), fc.constant(things), fc.subarray([...things]));

/** Meshes of two to six accounts with everything at once that makes one stack wait for another. */
export const arbitraryMesh: fc.Arbitrary<Mesh> = fc
  .shuffledSubarray(KEYS, { minLength: 2, maxLength: 6 })
  .chain((keys) => {
    const all = keys.flatMap((from) => keys.map((to): Pair => [from, to]));
    const across = all.filter(([from, to]) => from !== to);
    return fc.record({
      accounts: fc.tuple(
        ...keys.map((key) =>
          fc.record({
            key: fc.constant(key),
            network: fc.constantFrom('create', 'create', 'create', 'existing', 'none'),
            principal: fc.constantFrom('invitation', 'organization'),
            meshRole: fc.constantFrom('create', 'exists'),
          }),
        ),
      ),
      connect: fc.constantFrom<WrittenTopology['connect']>('peering', 'peering', 'transit-gateway', 'none', {
        with: 'peering',
        leaving: 'transit-gateway',
      }),
      calls: someOf(across),
      reaches: someOf(across),
      resolves: someOf(across),
      targets: someOf(all),
      gateway: someOf(keys),
    });
  });

/** The mesh with what is `retired`: keys of accounts and workloads. */
export const topologyOfMesh = (mesh: Mesh, retired: readonly string[] = []): Topology =>
  parsed(writtenOfMesh(mesh, retired));

/** The mesh as a person would write it. */
export function writtenOfMesh(
  { accounts, connect, calls, targets, gateway }: Mesh,
  retired: readonly string[] = [],
): Readonly<Record<string, unknown>> {
  const ownerOf = accounts[0]?.key;
  const partners = (pairs: readonly Pair[], key: string): readonly string[] =>
    pairs.filter(([from]) => from === key).map(([, to]) => to);
  const each = <T>(spell: (account: Household, index: number) => T): Readonly<Record<string, T>> =>
    Object.fromEntries(accounts.map((account) => [account.key, spell(account, KEYS.indexOf(account.key))]));
  const fronts = accounts.filter(({ key }) => partners(targets, key).length > 0);
  return {
    mesh: 'zoo',
    dataPlane: 'app-mesh',
    region: 'eu-central-1',
    owner: ownerOf,
    connect,
    authority: { kind: 'private-ca', commonName: 'zoo root' },
    accounts: each(({ key, network, principal, meshRole }, index) => ({
      id: String(100000000000 + index),
      network: networkOf(network, index),
      principal,
      meshRole,
      retired: retired.includes(key),
    })),
    workloads: Object.fromEntries(
      accounts.map(({ key, network }) => [
        `${key}-app`,
        {
          account: key,
          retired: retired.includes(`${key}-app`),
          listens: { protocol: 'http', port: 8080 },
          ...(network === 'none' && { discovery: { kind: 'dns', hostname: `${key}-app.example.com` } }),
          calls: partners(calls, key).map((to) => `${to}-app`),
        },
      ]),
    ),
    services: Object.fromEntries([
      ...accounts.map(({ key }) => [`${key}-app`, { to: `${key}-app` }]),
      ...fronts.map(({ key, network }) => [
        `${key}-front`,
        {
          account: key,
          // Without a network there is no zone to put the name in.
          name: network === 'none' ? `${key}-front.example.com` : `${key}-front.${key}.zoo.internal`,
          routes: [{ to: Object.fromEntries(partners(targets, key).map((to) => [`${to}-app`, 50])) }],
        },
      ]),
    ]),
    gateways:
      gateway.length === 0
        ? {}
        : {
            door: {
              listens: { protocol: 'http', port: 8080 },
              routes: gateway.map((key) => ({ name: key, prefix: `/${key}`, service: `${key}-app` })),
            },
          },
  };
}

function networkOf(kind: Household['network'], index: number): unknown {
  switch (kind) {
    case 'create':
      return { cidr: `10.${index}.0.0/16` };
    case 'existing':
      return {
        kind,
        vpc: `vpc-0${index}`,
        cidrs: [`10.${index}.0.0/16`],
        subnets: { private: [`subnet-0${index}`] },
      };
    case 'none':
      return kind;
  }
}

/** What App Mesh asks of the plan, and packets and names that cross besides. */
export function demandsOfMesh(mesh: Mesh, topology: Topology): Demands {
  const demands = demandsWith(topology);
  const needs: readonly Need[] = [
    ...demands.needs,
    ...mesh.reaches.map(([caller, callee]) => reach(caller, callee)),
    ...mesh.resolves.map(([caller, callee]) => resolve(caller, callee)),
  ];
  return { ...demands, needs };
}

/** The mesh without one of its members. */
export function withoutAccount(mesh: Mesh, gone: string): Mesh {
  const stays = (pair: Pair): boolean => !pair.includes(gone);
  return {
    ...mesh,
    accounts: mesh.accounts.filter(({ key }) => key !== gone),
    calls: mesh.calls.filter(stays),
    reaches: mesh.reaches.filter(stays),
    resolves: mesh.resolves.filter(stays),
    targets: mesh.targets.filter(stays),
    gateway: mesh.gateway.filter((key) => key !== gone),
  };
}

/** The mesh without the `index`th of its calls, its reaches, its route targets and so on, counted around. */
export function withoutOneOfEach(mesh: Mesh, index: number): Mesh {
  const without = <T>(things: readonly T[]): readonly T[] =>
    things.filter((_, place) => place !== index % things.length);
  return {
    ...mesh,
    calls: without(mesh.calls),
    reaches: without(mesh.reaches),
    resolves: without(mesh.resolves),
    targets: without(mesh.targets),
    gateway: without(mesh.gateway),
  };
}
