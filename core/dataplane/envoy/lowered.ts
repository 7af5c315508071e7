import type { Interception, Path, Text } from '../../topology';
import type { Lowered, Party } from '../lowered';
import type { ZoneName } from '../service-names';

export interface EnvoyParty extends Party {
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
