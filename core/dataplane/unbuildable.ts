import type { Finding } from '../topology';

/** Rules that find what no stack can say: built all the same, it would be something else than what was written. */
const UNBUILDABLE: ReadonlySet<string> = new Set([
  'app-mesh/connection-pool',
  'app-mesh/foreign-provider',
  'app-mesh/gateway-account',
  'data-plane/not-yet',
  'tls/acm-mutual',
]);

/** Whether nothing can be built while the finding stands, however much of it the user would let pass. */
export const isUnbuildable = ({ rule, severity }: Finding): boolean =>
  severity === 'error' && UNBUILDABLE.has(rule);
