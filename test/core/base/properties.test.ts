import { defined, propertyOf } from '../../../core/base/properties';

it('leaves out what is undefined, and nothing else', () => {
  const whole = defined({ a: 1, b: undefined, c: null, d: false, e: '' });
  expect(Object.keys(whole)).toEqual(['a', 'c', 'd', 'e']);
});

it('reads a property of anything, also inherited ones', () => {
  expect(propertyOf(new TypeError('wrong'), 'message')).toBe('wrong');
  expect(propertyOf(new TypeError('wrong'), 'name')).toBe('TypeError');
  expect(['text', null, undefined, {}].map((thrown) => propertyOf(thrown, 'message'))).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
