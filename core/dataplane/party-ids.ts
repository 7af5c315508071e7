import type { Value } from '../topology';
import { valueText } from './live';

/** Id of a workload as a party, `workload/<key>`; what calls or is called goes by it. */
export const workloadId = (key: string): string => `workload/${key}`;

/** Id of a gateway as a party, `gateway/<key>`. */
export const gatewayId = (key: string): string => `gateway/${key}`;

/** Identifies a listener: the party that has it, and its port in the topology. */
export const listenerKey = (party: string, port: Value<number>): string => `${party}\n${valueText(port)}`;
