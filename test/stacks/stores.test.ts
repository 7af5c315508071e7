import { large, stored } from '../cases/store-variants';
import { stacksOf } from './json';
test('x', () => {
  const stack = stacksOf(stored);
  for (const n of ['front', 'back'])
    console.log(
      stack(n)
        .resources.map(({ address }) => address)
        .join('\n'),
    );
  const l = stacksOf(large)('front');
  console.log(
    l.resources
      .map(({ address }) => address)
      .filter((a) => /s3|hub/.test(a))
      .join('\n'),
  );
});
