import { market, marketStacks, withShop } from '../cases/task-plane';
import { statementsOf } from './iam-documents';

const KEY = 'arn:aws:kms:eu-central-1:111111111111:key/11111111-2222-3333-4444-555555555555';
const GROUP = 'aws_cloudwatch_log_group.task_workload-shop';

test('the logs of the tasks of an account have a key that is created, rotated, and restorable for a month', () => {
  const front = marketStacks(market)('front');
  expect(front.at(GROUP)['kms_key_id']).toBe('${aws_kms_key.log-key.arn}');
  expect(front.ofType('aws_kms_key').map(({ address }) => address)).toEqual(['aws_kms_key.log-key']);
  expect(front.at('aws_kms_key.log-key')).toMatchObject({
    enable_key_rotation: true,
    deletion_window_in_days: 30,
  });
});

test('CloudWatch may use it for log groups of tasks of that account and region, and the account manages it', () => {
  const [block] = marketStacks(market)('front').ofType('aws_kms_key');
  if (block === undefined) throw new Error('no key');
  expect(statementsOf(block).map(({ sid, principals }) => [sid, principals])).toEqual([
    ['Account', ['arn:aws:iam::111111111111:root']],
    ['Logs', ['logs.eu-central-1.amazonaws.com']],
  ]);
  expect(String(block.body['policy'])).toContain(
    '{"ArnLike":{"kms:EncryptionContext:aws:logs:arn":"arn:aws:logs:eu-central-1:111111111111:log-group:/meshspan/*"}}',
  );
});

test('in the partition of China, CloudWatch has another name', () => {
  const [block] = marketStacks({ ...market, region: 'cn-north-1' })('front').ofType('aws_kms_key');
  expect(String(block?.body['policy'])).toContain('"logs.cn-north-1.amazonaws.com.cn"');
  expect(String(block?.body['policy'])).toContain('arn:aws-cn:logs:cn-north-1:');
});

test('an account whose logs all have a key of their own has no other', () => {
  const front = marketStacks(withShop({ logs: { kmsKey: KEY } }))('front');
  expect(front.at(GROUP)['kms_key_id']).toBe(KEY);
  expect(front.ofType('aws_kms_key')).toEqual([]);
});
