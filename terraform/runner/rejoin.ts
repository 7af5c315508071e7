import { fieldOf } from '../../core/base/json';
import { textOf } from '../json';
import { addressesIn } from './plan-lines';

const association = 'aws_ram_principal_association';
const share = 'aws_ram_resource_share';

/**
 * The shares of a stack that their account has left, and to which a plan would invite it again. AWS keeps the invitation
 * that was accepted before, and the provider expects one per share: such a share must be replaced.
 * @param stdout the output of `terraform plan -json`
 * @param stack the parsed `cdk.tf.json`
 */
export function leftSharesIn(stdout: string, stack: unknown): readonly string[] {
  const gone = new Set(addressesIn(stdout, 'resource_drift', 'delete'));
  return addressesIn(stdout, 'planned_change', 'create')
    .filter((address) => gone.has(address) && address.startsWith(`${association}.`))
    .flatMap((address) => {
      const name = address.slice(association.length + 1);
      const arn = textOf(fieldOf(stack, 'resource', association, name, 'resource_share_arn'));
      const [, of] = /^\$\{aws_ram_resource_share\.([\w-]+)\.arn\}$/.exec(arn) ?? [];
      if (of === undefined) return [];
      // Within an organization there are no invitations.
      const external = fieldOf(stack, 'resource', share, of, 'allow_external_principals') !== false;
      return external ? [`${share}.${of}`] : [];
    });
}
