import { didYouMean } from '../../../core/topology/did-you-mean';

test.each([
  ['EKS', ['ecs', 'eks'], 'eks'],
  ['ESC', ['ecs', 'eks'], 'ecs'],
  ['work', ['workloads', 'words'], 'workloads'],
  ['calsl', ['calls', 'cells'], 'calls'],
])('%s of %j is %s', (word, known, meant) => {
  expect(didYouMean(word, known)).toBe(`did you mean "${meant}"?`);
});

test('what is far from every known word is nothing', () => {
  expect(didYouMean('lambda', ['ecs', 'eks'])).toBeUndefined();
});
