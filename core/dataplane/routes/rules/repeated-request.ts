import { isParameterRef } from '../../../topology';
import type { PlaneRule } from '../../contract';
import { hit } from '../../hit';
import { routesOf } from '../walk';

/** Methods that a server may get twice without harm (RFC 9110, 9.2.1). */
const SAFE: readonly string[] = ['GET', 'HEAD', 'OPTIONS', 'TRACE'];

/**
 * `client-error` is the status 409, with which an application refuses a change that conflicts with another: repeated, it is
 * made after all.
 */
export const repeatedRequest: PlaneRule = {
  id: 'route/repeated-request',
  severity: 'warning',
  sentence: 'a route repeats requests that the application has refused with 409, whatever their method',
  source: 'https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_HttpRetryPolicy.html',
  hitsOf: (topology) =>
    routesOf(topology).flatMap(({ service, route: { at, name, match, retry } }) =>
      retry === undefined ||
      retry.maxRetries === 0 ||
      isParameterRef(retry.maxRetries) ||
      !retry.httpEvents.includes('client-error') ||
      SAFE.includes(match.method ?? '')
        ? []
        : [
            hit(
              [...at, 'retry', 'on'],
              `route "${name}" of service "${service.key}" repeats what the application answers with 409 (client-error), a POST too, which then changes something twice`,
              'drop client-error from on, or write method: GET at the route',
            ),
          ],
    ),
};
