import { isParameterRef } from '../../../topology';
import { DOCUMENTS } from '../../documents';
import { hit } from '../../hit';
import type { AppMeshRule } from './rule';

/** A listener's health check goes to the listener's own port (App Mesh API, `HealthCheckPolicy`). */
export const healthCheckPort: AppMeshRule = {
  id: 'app-mesh/health-check-port',
  severity: 'error',
  sentence: 'the health check of a listener goes to another port',
  source: DOCUMENTS.healthCheck,
  hitsOf: (_, { parties }) =>
    parties.flatMap((party) =>
      party.listeners.flatMap(({ at, port, healthCheck }) => {
        const checked = healthCheck?.port;
        if (checked === undefined || isParameterRef(checked) || isParameterRef(port) || checked === port)
          return [];
        return [
          hit(
            at,
            `the health check of "${party.key}" goes to port ${checked}, and its listener is on ${port}`,
            'drop the port of the health check',
          ),
        ];
      }),
    ),
};
