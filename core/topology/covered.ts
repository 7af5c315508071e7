import { isParameterRef, type Value } from './value';
import type { Entry } from './workload';

const portKey = (port: Value<number>): string =>
  isParameterRef(port) ? `parameter ${port.parameter}` : String(port);

/** Whether a load balancer is known to be before the listener on a port: callers from outside come through it. */
export function isCovered(port: Value<number>, entries: readonly Pick<Entry, 'listener'>[]): boolean {
  return entries.some(({ listener }) => portKey(listener) === portKey(port));
}
