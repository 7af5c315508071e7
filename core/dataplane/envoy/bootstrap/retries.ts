import type { RetrySpec } from '../specs';
import { durationOf } from './durations';
import { extension, given, type JsonObject } from './json';

/** How often another endpoint is looked for that was not tried yet. */
const HOST_ATTEMPTS = 5;

const untried = extension(
  'retry_host_predicates.previous_hosts',
  'extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate',
);

/** Envoy's `RetryPolicy`; nothing where nothing is a reason to try again. */
export function retryPolicyOf(retry: RetrySpec | undefined): JsonObject | undefined {
  if (retry === undefined || retry.times === 0 || retry.on.length === 0) return undefined;
  return given({
    retry_on: retry.on.join(','),
    num_retries: retry.times,
    per_try_timeout: retry.perTry === undefined ? undefined : durationOf(retry.perTry),
    retry_host_predicate: [untried],
    host_selection_retry_max_attempts: HOST_ATTEMPTS,
    retriable_status_codes: retry.statusCodes.length === 0 ? undefined : retry.statusCodes,
  });
}

/** Attempts to connect, the first included: all of a retry that a connection of TCP knows. */
export const connectAttemptsOf = (retry: RetrySpec | undefined): number | undefined =>
  retry !== undefined && retry.times > 0 && retry.on.includes('connect-failure')
    ? retry.times + 1
    : undefined;
