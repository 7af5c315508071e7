import { leftSharesIn } from '../../terraform/runner/rejoin';

const [drift, planned] = ['resource_drift', 'planned_change'];
const association = 'aws_ram_principal_association.share_backend';
const said = (...lines: readonly (readonly [type: string, address: string, action: string])[]): string =>
  lines
    .map(([type, addr, action]) => JSON.stringify({ type, change: { resource: { addr }, action } }))
    .join('\n');
const stack = (external: boolean): object => ({
  resource: {
    aws_ram_resource_share: { share_backend: { allow_external_principals: external } },
    aws_ram_principal_association: {
      share_backend: { resource_share_arn: '${aws_ram_resource_share.share_backend.arn}' },
    },
  },
});
const left = said([drift, association, 'delete'], [planned, association, 'create']);

test('a share is replaced where its account has left and is to come back', () => {
  expect(leftSharesIn(left, stack(true))).toEqual(['aws_ram_resource_share.share_backend']);
});

test.each([
  ['a first invitation', said([planned, association, 'create']), stack(true)],
  ['an account that is not to come back', said([drift, association, 'delete']), stack(true)],
  ['an account of the organization, which needs no invitation', left, stack(false)],
  [
    'something else that is gone',
    said([drift, 'aws_vpc.a', 'delete'], [planned, 'aws_vpc.a', 'create']),
    stack(true),
  ],
  ['a share of another stack', left, {}],
])('%s replaces none', (_what, stdout, text) => {
  expect(leftSharesIn(stdout, text)).toEqual([]);
});
