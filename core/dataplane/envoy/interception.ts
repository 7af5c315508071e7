import type { Connection } from '../lowered';
import type { EnvoyLowered } from './lowered';

/**
 * The connections of callers whose proxies are hidden from their applications: of one they know only the port that was
 * dialled. Any other proxy has an address for each service, and so never confuses two.
 */
export function interceptedAmong({
  parties,
  connections,
}: Pick<EnvoyLowered, 'parties' | 'connections'>): readonly Connection[] {
  const intercepted = new Set(
    parties.filter(({ interception }) => interception === 'iptables').map(({ id }) => id),
  );
  return connections.filter(({ client }) => intercepted.has(client));
}
