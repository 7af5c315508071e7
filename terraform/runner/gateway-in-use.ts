import { quotedList } from '../../core/base/text';
import type { Problem } from './model';
import type { State } from './state';

const gateway = 'aws_ec2_transit_gateway.';
const attachment = 'aws_ec2_transit_gateway_vpc_attachment';

/**
 * Why a transit gateway cannot be deleted by its stack's apply: networks of other stacks are still attached, and those
 * stacks are applied later. AWS would refuse, after the provider's five minutes of retries.
 * @param destroys addresses that the plan of `stack` would delete or replace
 */
export function gatewayInUse(
  stack: string,
  destroys: readonly string[],
  states: ReadonlyMap<string, State>,
): Problem | undefined {
  if (!destroys.some((address) => address.startsWith(gateway))) return undefined;
  const hanging = [...states]
    .filter(([name, { types }]) => name !== stack && (types[attachment] ?? 0) > 0)
    .map(([name]) => name);
  return hanging.length === 0
    ? undefined
    : {
        stack,
        sentence: `the transit gateway of stack "${stack}" cannot be deleted yet: ${stillAttached(hanging)}`,
      };
}

export const leaving =
  'write connect: { with: …, leaving: transit-gateway } in the topology, deploy, then drop "leaving" and deploy again';

const stillAttached = (stacks: readonly string[]): string =>
  `networks of ${quotedList(stacks)} are attached to it until those stacks are applied; ${leaving}`;
