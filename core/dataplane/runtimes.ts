import { at, type ByKey } from '../topology';
import type { Party } from './lowered';

/** A topology, closed or not. */
interface Running<R> {
  readonly workloads: ByKey<{ readonly runtime?: R }>;
  readonly gateways: ByKey<{ readonly runtime?: R }>;
}

/** What runs the containers of a party; absent where somebody else does. */
export const runtimeOf = <R>(
  { workloads, gateways }: Running<R>,
  { kind, key }: Pick<Party, 'kind' | 'key'>,
): R | undefined => (kind === 'gateway' ? at(gateways, key) : at(workloads, key)).runtime;
