import yelb from '../../examples/yelb/topology';
import { openText } from '../../core/topology';
import { addressPart, quoted, terraformTexts } from '../../stacks/text';
import { variants } from '../cases/variants';
import { stacksOf } from './json';

test.each([
  ['plain', 'plain'],
  ['costs ${5}', 'costs $${5}'],
  ['%{ if true }', '%%{ if true }'],
  ['$${twice}', '$$${twice}'],
  ['$5 and 10%', '$5 and 10%'],
  [`arn:${openText('ID')}:x`, 'arn:${var.ID}:x'],
  [`costs $${openText('PRICE')}`, 'costs $%{ if true }%{ endif }${var.PRICE}'],
  [`100%${openText('A')}$`, '100%${var.A}$'],
  [`\${x} ${openText('A')}${openText('B')}`, '$${x} ${var.A}${var.B}'],
])('%s is for Terraform %s', (text, expected) => {
  expect(terraformTexts(text)).toBe(expected);
});

test('texts are escaped everywhere, including keys of maps, and nothing else is changed', () => {
  const tree = { '${key}': ['${item}', 5, true, null, { deep: openText('ID') }], none: undefined };
  expect(terraformTexts(tree)).toEqual({
    '$${key}': ['$${item}', 5, true, null, { deep: '${var.ID}' }],
    none: undefined,
  });
});

test('a text inside an expression is quoted, and its variables are still filled in', () => {
  expect(quoted('say "a\\b"\n${var.ID}')).toBe(String.raw`"say \"a\\b\"\n` + '${var.ID}"');
});

test('different names never get the same address', () => {
  const names = ['a-b', 'a_b', 'a.b', 'a b', 'a_5f_b', 'ä', '🙂', ''];
  expect(new Set(names.map(addressPart)).size).toBe(names.length);
  for (const name of names) expect(addressPart(name)).toMatch(/^[A-Za-z0-9_-]*$/);
});

const PIPELINE = variants['pipeline'];

test('what looks like a template in a text stays what was written', () => {
  const stack = stacksOf(PIPELINE);
  expect(JSON.stringify(stack('backend').at('aws_appmesh_virtual_node.workload_yelb-db'))).toContain(
    '"text":"costs $${not a template}"',
  );
  expect(stack('yelb-shared').at('aws_vpc.network')['tags']).toEqual({
    Name: 'yelb-frontend',
    stage: 'test',
  });
});

test('an open parameter is a variable of the stacks that use it, and of no others', () => {
  const stack = stacksOf(PIPELINE);
  const authority = { type: 'string', nullable: false };
  const account = {
    type: 'string',
    nullable: false,
    description: 'Account of the application server.',
    validation: [
      {
        condition: String.raw`${'${'}can(regex("^(?:\\d{12})$", var.BACKEND_ACCOUNT))}`,
        error_message: String.raw`parameter "BACKEND_ACCOUNT" must match \d{12}`,
      },
    ],
  };
  expect(stack('yelb-shared').section('variable')).toEqual({
    BACKEND_ACCOUNT: account,
    AUTHORITY: authority,
  });
  expect(stack('backend').section('variable')).toEqual({ BACKEND_ACCOUNT: account, AUTHORITY: authority });
  expect(
    stacksOf(PIPELINE, { AUTHORITY: 'arn:aws:acm-pca:us-west-2:111111111111:certificate-authority/x' })(
      'frontend',
    ).section('variable'),
  ).toEqual({
    BACKEND_ACCOUNT: account,
  });
});

test('an open account id is used in principals, roles, ARNs and the allowed accounts of a provider', () => {
  const stack = stacksOf(PIPELINE);
  expect(stack('yelb-shared').at('aws_ram_principal_association.share_backend')['principal']).toBe(
    '${var.BACKEND_ACCOUNT}',
  );
  expect(stack('backend').section('provider')['aws']).toMatchObject([
    {
      allowed_account_ids: ['${var.BACKEND_ACCOUNT}'],
      assume_role: [{ role_arn: 'arn:aws:iam::${var.BACKEND_ACCOUNT}:role/meshspan-deploy' }],
    },
    {},
  ]);
  const policy = stack('backend').at('aws_iam_policy.workload_yelb-appserver')['policy'];
  expect(policy).toContain(
    'arn:aws:appmesh:us-west-2:${var.BACKEND_ACCOUNT}:mesh/yelb@111111111111/virtualNode/yelb-appserver',
  );
  expect(policy).toContain('"Resource":["${var.AUTHORITY}"]');
});

test('a value that is set needs no variable', () => {
  const { text } = stacksOf(PIPELINE, { BACKEND_ACCOUNT: '333333333333' })('backend');
  expect(text).not.toContain('var.BACKEND_ACCOUNT');
  expect(text).toContain('arn:aws:iam::333333333333:role/meshspan-deploy');
});

test('a description is literal in Terraform, so it is not escaped', () => {
  const written = {
    ...yelb,
    parameters: { ROLE: { description: 'who pays ${5}' } },
    accounts: { ...yelb.accounts, backend: { ...yelb.accounts['backend'], role: { parameter: 'ROLE' } } },
  };
  expect(stacksOf(written)('backend').section('variable')).toEqual({
    ROLE: { type: 'string', nullable: false, description: 'who pays ${5}' },
  });
});
