import yelb from '../../examples/yelb/topology';
import { stacksOf } from './json';
test('x', () => {
  const stack = stacksOf({ ...yelb, dataPlane: 'envoy' });
  for (const name of ['yelb-shared', 'backend', 'frontend']) {
    console.log(
      name,
      JSON.stringify(stack(name).counts),
      stack(name)
        .resources.map((r) => r.address)
        .join('\n'),
    );
    console.log(JSON.stringify(stack(name).section('output'), null, 1).slice(0, 6000));
  }
  console.log(JSON.stringify(stack('backend').ofType('aws_iam_policy'), null, 1));
  console.log(JSON.stringify(stack('backend').ofType('aws_acm_certificate'), null, 1));
});
