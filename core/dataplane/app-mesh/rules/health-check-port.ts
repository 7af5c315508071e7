import { isParameterRef } from '../../../topology';
import { refusal, type Rule } from './rule';

/** A listener's health check goes to the listener's own port (App Mesh API, `HealthCheckPolicy`). */
export const healthCheckPort: Rule = (_, { parties }) =>
  parties.flatMap((party) =>
    party.listeners.flatMap(({ at, port, healthCheck }) => {
      const checked = healthCheck?.port;
      if (checked === undefined || isParameterRef(checked) || isParameterRef(port) || checked === port)
        return [];
      return [
        refusal(
          'app-mesh/health-check-port',
          at,
          `the health check of "${party.key}" goes to port ${checked}, and its listener is on ${port}`,
          'drop the port of the health check',
        ),
      ];
    }),
  );
