import { large, stored } from '../cases/store-variants';
import { stacksOf, type Json } from './json';
import { containersOf, statementsOf, variablesOf } from './task-json';

describe('a configuration that is too large for a task definition', () => {
  const stack = stacksOf(large)('front');

  test('is an object in a bucket of its account, which no other account has', () => {
    expect(stack.at('aws_s3_bucket.configuration-bucket')['bucket']).toBe(
      'market-proxies-eu-central-1-111111111111',
    );
    expect(stack.ofType('aws_s3_object').map(({ body }) => body['key'])).toEqual([
      'proxies/workload-hub.json',
    ]);
    expect(stacksOf(large)('back').ofType('aws_s3_bucket')).toEqual([]);
    expect(stacksOf(stored)('front').ofType('aws_s3_bucket')).toEqual([]);
    const text = String(stack.at('aws_s3_object.configuration_workload-hub')['content']);
    expect(Object.keys(JSON.parse(text) as Json)).toContain('static_resources');
    expect(text.length).toBeGreaterThan(32 * 1024);
  });

  test('is named in its task definition with its version, and read by its task alone', () => {
    const object = 'aws_s3_object.configuration_workload-hub';
    const containers = containersOf(stack, 'task_workload-hub');
    expect(variablesOf(containers.get('files-init'))['CONFIGURATION']).toBe(
      `\${aws_s3_bucket.configuration-bucket.id} proxies/workload-hub.json \${${object}.version_id} /etc/meshspan/bootstrap.json`,
    );
    expect(containers.get('envoy')?.['command']).toContain('/etc/meshspan/bootstrap.json');
    expect(statementsOf(stack, 'aws_iam_role_policy.task_workload-hub_task-policy')).toMatchObject([
      {
        Action: ['s3:GetObjectVersion'],
        Resource: ['arn:aws:s3:::${aws_s3_bucket.configuration-bucket.id}/proxies/workload-hub.json'],
      },
    ]);
    expect(variablesOf(containersOf(stack, 'task_workload-small').get('files-init'))).not.toHaveProperty(
      'CONFIGURATION',
    );
  });
});
