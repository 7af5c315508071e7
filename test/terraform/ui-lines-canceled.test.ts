import { canceledIn, uiLinesOf } from '../../terraform/runner/ui-lines';

const failed = (addr: string, action: string): string =>
  JSON.stringify({ type: 'apply_errored', hook: { resource: { addr }, action } });
const error = (address: string, summary: string): string =>
  JSON.stringify({ type: 'diagnostic', diagnostic: { severity: 'error', summary, detail: '', address } });

test('a creation that the provider stopped waiting for may exist; what AWS refused, or was being removed, is not named', () => {
  const lines = [
    failed('aws_acmpca_certificate_authority.root', 'create'),
    error('aws_acmpca_certificate_authority.root', 'waiting for ACM PCA: context canceled'),
    failed('aws_vpc.network', 'create'),
    error('aws_vpc.network', 'creating EC2 VPC: VpcLimitExceeded'),
    failed('aws_eip.nat', 'delete'),
    error('aws_eip.nat', 'releasing: context canceled'),
  ];
  expect(canceledIn(uiLinesOf(lines.join('\n')))).toEqual(['aws_acmpca_certificate_authority.root']);
});
