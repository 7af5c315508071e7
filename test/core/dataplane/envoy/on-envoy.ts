import { lower } from '../../../../core/dataplane';
import { proxiesOf, type EnvoyLowered } from '../../../../core/dataplane/envoy';
import type { ProxySpec } from '../../../../core/dataplane/envoy/specs';
import type { Closed, Topology } from '../../../../core/topology';
import { parsed } from '../yelb';

/** A mesh of one account on Envoy, with what a test writes. */
export const shop = (workloads: object, more: object = {}): object => ({
  mesh: 'mall',
  region: 'eu-north-1',
  owner: 'shop',
  dataPlane: 'envoy',
  accounts: { shop: { id: '333333333333', network: { cidr: '10.40.0.0/16' } } },
  authority: { kind: 'private-ca', commonName: 'mall root' },
  workloads,
  ...more,
});

export interface OnEnvoy {
  readonly topology: Topology;
  readonly lowered: EnvoyLowered;
  /** Ids of the rules that found something. */
  readonly rules: readonly string[];
}

/** A written topology, completed and lowered. */
export function onEnvoy(written: unknown): OnEnvoy {
  const result = lower(parsed(written));
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  const { topology, lowered } = result.value;
  return {
    topology,
    lowered: lowered as EnvoyLowered,
    rules: [...new Set(result.findings.map(({ rule }) => rule))],
  };
}

/** The proxies of a written topology, by party id. */
export function proxiesIn(written: unknown): ReadonlyMap<string, ProxySpec> {
  const { topology, lowered } = onEnvoy(written);
  const proxies = proxiesOf(topology as Closed<Topology>, lowered as Closed<EnvoyLowered>);
  return new Map(proxies.map((proxy) => [proxy.id, proxy]));
}
