import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { stacksOf } from './json';

const vas: unknown = parse(readFileSync(join(__dirname, '../../examples/vas/topology.yaml'), 'utf8'));
test('x', () => {
  for (const dataPlane of ['envoy', 'app-mesh']) {
    const stack = stacksOf({ ...(vas as object), dataPlane })('vas');
    console.log(
      stack.resources
        .map(({ address }) => address)
        .filter((a) => /store|file|2049/.test(a))
        .join('\n'),
    );
    console.log(JSON.stringify(stack.ofType('aws_efs_mount_target'), null, 1), stack.text.length);
    console.log(
      JSON.stringify(
        stack.ofType('aws_ecs_task_definition').find(({ address }) => address.includes('store'))?.body,
        null,
        1,
      ),
    );
  }
});
