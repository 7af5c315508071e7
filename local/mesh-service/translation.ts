import { appMesh } from '../../core/dataplane/app-mesh';
import { readMesh, type MeshObjects, type Surroundings } from '../../core/dataplane/app-mesh/read';
import { proxiesOf, type ProxySpec } from '../../core/dataplane/envoy';
import { closedTopology, stillClosed, topologyOf, type Closed, type Topology } from '../../core/topology';
import type { Identity } from './identity';

/** A proxy, and what it was translated from. */
export type Translated =
  | {
      readonly ok: true;
      readonly proxy: ProxySpec;
      readonly topology: Closed<Topology>;
      /** Keys of authorities that its own policies trust. */
      readonly trusted: ReadonlySet<string>;
    }
  | { readonly ok: false; readonly reason: string };

/** The proxy of a node or gateway, from the objects of its mesh alone. */
export function translated(
  objects: MeshObjects,
  { kind, name }: Identity,
  surroundings: Surroundings,
  interception: ProxySpec['interception'],
): Translated {
  const { written, workloads, gateways } = readMesh(objects, surroundings);
  const read = topologyOf(written);
  if (!read.ok) return { ok: false, reason: read.findings.map(({ summary }) => summary).join('; ') };
  const topology = closedTopology(read.value);
  const lowered = appMesh.lower(read.value);
  const key = (kind === 'virtualNode' ? workloads : gateways).get(name);
  const isOwn = (party: { readonly kind: string; readonly key: string }): boolean =>
    party.key === key && party.kind === (kind === 'virtualNode' ? 'workload' : 'gateway');
  const proxy = proxiesOf(topology, stillClosed(lowered), { interception }).find(isOwn);
  if (proxy === undefined)
    return { ok: false, reason: `${kind} "${name}" has no specification that can be read` };
  const trusted = new Set(lowered.parties.find(isOwn)?.envoy.authorities);
  return { ok: true, proxy, topology, trusted };
}
