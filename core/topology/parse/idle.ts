import type { Path } from '../finding';
import type { Topology } from '../topology';
import type { Context } from './context';
import { idleFrontKeysOf, idleStoreKeysOf } from './idle-fronts';

/** Reports keys that have no effect because something already exists, or because it does not. */
export function reportIdle(context: Context, topology: Topology): void {
  const idle = (at: Path, key: string, why: string, fix = `drop ${key}`): void =>
    context.report('topology/unused', [...at, key], `${key} has no effect ${why}`, fix);
  for (const { at, key, why } of [...idleFrontKeysOf(context, topology), ...idleStoreKeysOf(context)])
    idle(at, key, why);
  const { accounts, owner, mesh } = topology;
  const { workloads = {}, services = {}, gateways = {}, accounts: written } = context.valid;
  for (const { key, at, share } of Object.values(accounts)) {
    if (mesh.existing && key !== owner && written[key]?.principal !== undefined)
      idle(at, 'principal', `in "${key}": the mesh exists, and this topology shares nothing`);
    if (share === undefined || (mesh.existing && key !== owner)) continue;
    if (mesh.existing) idle(at, 'share', `in "${key}", which owns the mesh`);
    else
      idle(
        at,
        'share',
        `in "${key}", which gets a share that this topology creates`,
        'drop share, or write mesh: { name: …, existing: true }',
      );
  }
  const described = { workloads, services, gateways };
  for (const [kind, things] of Object.entries(described)) {
    for (const [key, thing] of Object.entries(things)) {
      if (thing.existing !== true) continue;
      for (const field of ['tags', 'runtime'] as const)
        if (field in thing) idle([kind, key], field, `in "${key}", which exists and is only described`);
    }
  }
  for (const { key, at, discovery } of Object.values(topology.workloads)) {
    const own = workloads[key]?.discovery;
    const ttl = typeof own === 'object' && own.kind === 'cloud-map' ? own.ttl : undefined;
    if (ttl !== undefined && discovery.kind === 'cloud-map' && !discovery.create)
      idle([...at, 'discovery'], 'ttl', `in "${key}": its Cloud Map service exists and keeps its own`);
  }
}
