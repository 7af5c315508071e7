import { byName, unique } from '../base/collections';
import { quotedList } from '../base/text';
import { findingOf, identityOf, type Finding, type Path, type Topology } from '../topology';
import type { Layout } from './layout';
import { kubernetesName, linksName, outputKeyOf, requestsName, sharedName, stateNameOf } from './names';
import { hasNamespace } from './place-zones';
import type { Output } from './plan';
import { plannerRules } from './rules';
import { sharedVpcHits } from './shared-vpc';
import type { Site } from './site';
import { liveHolders } from './zone-holders';

/** What no kind of stack solves, each with its fix. */
export const refusalsOf = (site: Site): readonly Finding[] => [
  ...stackNameFindings(site.topology, site.layout),
  ...workspaceFindings(site.topology, site.layout),
  ...retiredOwnerFindings(site),
  ...namespaceFindings(site),
  ...networkFindings(site),
  ...sharedVpcHits(site).map((hit) => findingOf(plannerRules['plan/shared-vpc'], hit)),
];

const refusal = (rule: keyof typeof plannerRules, path: Path, summary: string, fix: string): Finding =>
  findingOf(plannerRules[rule], { at: path, summary, fix });

/** Stack names are fixed by kind, so a key that looks like one could become one with the next account. */
function stackNameFindings(topology: Topology, { accounts }: Layout): readonly Finding[] {
  const shared = sharedName(topology.mesh.name);
  const taken = new Map([[stateNameOf(topology, shared), `the stack "${shared}"`]]);
  return accounts.flatMap(({ key, at: path }) => {
    const fix = `rename the account "${key}"`;
    const ending = ['-requests', '-links', '-kubernetes'].find((end) => key.endsWith(end));
    if (ending !== undefined) {
      const summary = `account "${key}" ends in "${ending}", which is reserved for the additional stacks of accounts`;
      return [refusal('plan/stack-name', path, summary, fix)];
    }
    const states = [key, requestsName(key), linksName(key), kubernetesName(key)].map((stack) =>
      stateNameOf(topology, stack),
    );
    const other = states.map((state) => taken.get(state)).find((holder) => holder !== undefined);
    for (const state of states) taken.set(state, `account "${key}"`);
    if (other === undefined) return [];
    return [refusal('plan/stack-name', path, `account "${key}" and ${other} would share one state`, fix)];
  });
}

/** A workspace is named like the state of its stack. */
function workspaceFindings(topology: Topology, { slots }: Layout): readonly Finding[] {
  if (topology.state.kind !== 'cloud') return [];
  const names = slots.map(({ name }) => stateNameOf(topology, name));
  const bad = names.find((name) => !/^[\w-]{1,90}$/.test(name));
  if (bad === undefined) return [];
  const summary = `"${bad}" can't be the name of a workspace, which is at most 90 letters, digits, - and _`;
  return [refusal('plan/workspace-name', ['mesh'], summary, 'rename the mesh, or choose shorter keys')];
}

function retiredOwnerFindings({ owner, layout }: Site): readonly Finding[] {
  const staying = layout.accounts.filter(({ retired }) => !retired).map(({ key }) => key);
  if (!owner.retired || staying.length === 0) return [];
  const summary = `account "${owner.key}" owns the mesh and is retired, while ${quotedList(staying)} still use it`;
  return [
    refusal('plan/owner-retired', owner.at, summary, `retire the other accounts too, or keep "${owner.key}"`),
  ];
}

/** Route 53 refuses to associate a network with a second zone of the same name (ConflictingDomainExists). */
function namespaceFindings(site: Site): readonly Finding[] {
  const { layout, resolves } = site;
  const existing = existingNamespacesOf(site);
  const zoned = layout.accounts.filter((account) => hasNamespace(site, account));
  return layout.accounts.flatMap((caller) => {
    const known = zoned.filter(({ key }) => key === caller.key || resolves(caller.key, key));
    const holders = new Map<string, string>();
    const there = existing.get(caller.key);
    return known.flatMap(({ key, at: path, namespace }) => {
      const zone = identityOf({ kind: 'hosted-zone', name: namespace });
      const other = holders.get(zone) ?? key;
      holders.set(zone, other);
      const user = there?.get(namespace.toLowerCase());
      if (user !== undefined)
        return [
          refusal(
            'plan/same-namespace',
            path,
            `the namespace "${namespace}" exists for "${user}" in "${caller.key}", and meshspan creates one of that name in "${key}"`,
            `set accounts.${key}.namespace to a name of its own, or write existing: true and the namespace at the discovery of every workload of "${key}"`,
          ),
        ];
      if (other === key) return [];
      const summary = `the network of "${caller.key}" would have two zones "${namespace}", of "${other}" and of "${key}"`;
      return [
        refusal('plan/same-namespace', path, summary, `set accounts.${key}.namespace to a name of its own`),
      ];
    });
  });
}

/** Namespaces that exist, in lower case, each with a workload that is found in it, by account. */
function existingNamespacesOf({ topology }: Site): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const found = new Map<string, Map<string, string>>();
  for (const { key, account, discovery, retired } of Object.values(topology.workloads)) {
    if (retired || discovery.kind !== 'cloud-map' || discovery.create) continue;
    const own = found.get(account) ?? new Map<string, string>();
    if (!own.has(discovery.namespace.toLowerCase())) own.set(discovery.namespace.toLowerCase(), key);
    found.set(account, own);
  }
  return found;
}

/** A private zone belongs to a VPC (Cloud Map, CreatePrivateDnsNamespace), so names without one resolve nowhere. */
function networkFindings({ layout, zoneHolders }: Site): readonly Finding[] {
  return layout.accounts.flatMap(({ key, at: path, network }) => {
    if (network.kind !== 'none') return [];
    const names = unique(liveHolders(zoneHolders(key)).map((holder) => holder.key));
    if (names.length === 0) return [];
    const named = quotedList(names);
    const summary = `account "${key}" has no network, and the ${names.length === 1 ? 'name' : 'names'} of ${named} ${names.length === 1 ? 'needs' : 'need'} a private zone in one`;
    const fix = `add network: { cidr: … } or { vpc: … } to accounts.${key}, or give ${named} a discovery that already exists`;
    return [refusal('plan/no-network', [...path, 'network'], summary, fix)];
  });
}

/** Terraform names have no hyphen here, so `a-b` and `a_b` would output different values under one name. */
export function outputNameFindings(topology: Topology, outputs: readonly Output[]): readonly Finding[] {
  const first = new Map<string, string>();
  const reported = new Set<string>();
  return outputs.flatMap(({ name, value }) => {
    const key = outputKeyOf(value);
    const holder = first.get(name);
    if (key === undefined || holder === key) return [];
    if (holder === undefined) {
      first.set(name, key);
      return [];
    }
    const pair = [holder, key].toSorted(byName).join(' ');
    if (reported.has(pair)) return [];
    reported.add(pair);
    return [
      refusal(
        'plan/output-name',
        placeOf(topology, key),
        `"${holder}" and "${key}" would both have the output "${name}"`,
        `rename one of them so that they differ in more than "-" and "_"`,
      ),
    ];
  });
}

function placeOf(topology: Topology, key: string): Path {
  const { accounts, authorities, certificates, gateways, services, workloads } = topology;
  const all = [services, workloads, gateways, certificates, authorities, accounts];
  return all.find((things) => Object.hasOwn(things, key))?.[key]?.at ?? [];
}
