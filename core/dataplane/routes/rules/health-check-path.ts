import type { Protocol } from '../../../topology';
import { DOCUMENTS } from '../../documents';
import { hit } from '../../hit';
import type { PlaneRule } from '../../contract';

const WITH_PATH: readonly Protocol[] = ['http', 'http2'];

/** A check that is not HTTP ignores a path (App Mesh API, `HealthCheckPolicy`; a TCP check of Envoy has none). */
export const healthCheckPath: PlaneRule = {
  id: 'listener/health-check-path',
  severity: 'warning',
  sentence: 'a health check has a path, and its protocol ignores it',
  source: DOCUMENTS.healthCheck,
  hitsOf: (_, { parties }) =>
    parties.flatMap(({ key, listeners }) =>
      listeners.flatMap(({ at, healthCheck }) =>
        healthCheck?.path === undefined || WITH_PATH.includes(healthCheck.protocol)
          ? []
          : [
              hit(
                [...at, 'healthCheck', 'path'],
                `the health check of "${key}" is ${healthCheck.protocol}, and ${healthCheck.protocol} has no path`,
                "drop the path, or write protocol: 'http' in the health check where the application answers HTTP",
              ),
            ],
      ),
    ),
};
