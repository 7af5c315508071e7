import { providers } from '../../core/planner';
import { guardOf } from '../../terraform/runner/accounts';

const aws = { region: 'us-west-2', allowed_account_ids: ['222222222222'], profile: '${var.who}' };
const tls = { source: 'registry.terraform.io/hashicorp/tls', version: '4.1.0' };

test('of a stack with several providers AWS alone is asked whose account it is', () => {
  const stack = {
    terraform: { required_providers: { aws: providers.aws, tls } },
    provider: { tls: [{}], aws: [{ ...aws, alias: 'back' }, aws] },
    variable: { who: { type: 'string' }, other: { type: 'string' } },
  };
  expect(guardOf(stack)).toEqual({
    terraform: { required_providers: { aws: providers.aws } },
    provider: { aws: [aws] },
    variable: { who: { type: 'string' } },
    data: { aws_caller_identity: { this: {} } },
  });
});

test('a stack that pins no version is asked with that of the table', () => {
  expect(guardOf({ provider: { aws } })).toMatchObject({
    terraform: { required_providers: { aws: providers.aws } },
  });
});

test('a stack without AWS has no account', () => {
  expect(guardOf({ terraform: { required_providers: { tls } }, provider: { tls: [{}] } })).toBeUndefined();
  expect(guardOf('not a stack')).toBeUndefined();
});
