import { fieldOf, parsedJson } from '../../core/base/json';
import { textOf } from '../json';

/**
 * What `terraform plan -json` reports about resources: what it would do (`planned_change`), or what happened to them since
 * (`resource_drift`), by address
 * (https://developer.hashicorp.com/terraform/internals/machine-readable-ui).
 */
export function addressesIn(
  stdout: string,
  type: 'planned_change' | 'resource_drift',
  ...actions: readonly ('create' | 'delete' | 'replace')[]
): readonly string[] {
  return stdout
    .split('\n')
    .map(parsedJson)
    .filter(
      (line) =>
        fieldOf(line, 'type') === type &&
        actions.some((action) => fieldOf(line, 'change', 'action') === action),
    )
    .map((line) => textOf(fieldOf(line, 'change', 'resource', 'addr')));
}
