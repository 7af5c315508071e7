import type { Protocol } from '../../../topology';
import { DOCUMENTS } from '../../documents';
import { hit } from '../../hit';
import type { AppMeshRule } from './rule';

const WITH_PATH: readonly Protocol[] = ['http', 'http2'];

/** App Mesh ignores the path of a health check that is not HTTP (App Mesh API, `HealthCheckPolicy`). */
export const idleHealthCheckPath: AppMeshRule = {
  id: 'app-mesh/idle-health-check-path',
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
