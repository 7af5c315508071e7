import { quotedList } from '../../core/base/text';
import type { Problem } from './model';
import type { State } from './state';

const gateway = 'aws_ec2_transit_gateway.';
const attachment = 'aws_ec2_transit_gateway_vpc_attachment';

/**
 * What keeps a transit gateway from going with its stack's apply: networks of other stacks, which leave it in theirs,
 * and those come later. AWS would refuse, after the provider's five minutes of patience.
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
    : { stack, sentence: `the transit gateway of stack "${stack}" can't go yet: ${stillAttached(hanging)}` };
}

export const leaving =
  'write connect: { with: …, leaving: transit-gateway } in the topology, deploy, then drop "leaving" and deploy again';

const stillAttached = (stacks: readonly string[]): string =>
  `networks of ${quotedList(stacks)} hang on it until those stacks are applied; ${leaving}`;
