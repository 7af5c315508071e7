import type { Call } from '../call';
import type { Forward } from '../moto-proxy';
import { asAccount, queryCall } from './correction';

/** Whether an account, by default the caller's, has this VPC. */
export async function ownsVpc(
  call: Call,
  { id, region }: { readonly id: string; readonly region: string },
  forward: Forward,
  account: string = call.caller.account,
): Promise<boolean> {
  if (id === '') return false;
  const asked = queryCall({ ...asAccount(call, account), region }, 'ec2', {
    Action: 'DescribeVpcs',
    Version: '2016-11-15',
    'VpcId.1': id,
  });
  return (await forward(asked)).status === 200;
}
