import type { Interception, Path, Text, Value } from '../../topology';
import type { ListenerSpec, Lowered, Party } from '../lowered';
import type { ZoneName } from '../service-names';

/** Where a proxy accepts connections for an application, or for the routes of a gateway. */
export interface EnvoyListener extends ListenerSpec {
  /**
   * It answers for the listener on that port, and asks callers for no certificate: it is there for load balancers, which
   * have none. @default it is a listener of the topology itself
   */
  readonly frontOf?: Value<number>;
}

export interface EnvoyParty extends Party {
  readonly listeners: readonly EnvoyListener[];
  /** How connections get to its proxy; a gateway's has nothing to intercept. */
  readonly interception: Interception;
}

/** A name that applications call. */
export interface EnvoyService {
  readonly key: string;
  readonly at: Path;
  readonly account: string;
  readonly name: Text;
  /** Where the proxies of its callers answer for it, each on its own machine's 127.64.0.0/10. */
  readonly localAddress: string;
  /** The record that makes the name resolve to that address; absent where other means make it resolve. */
  readonly record?: ZoneName;
}

/** The topology in the terms of Envoys that nothing but their own configuration controls. */
export interface EnvoyLowered extends Lowered {
  readonly dataPlane: 'envoy';
  readonly parties: readonly EnvoyParty[];
  readonly services: readonly EnvoyService[];
}
