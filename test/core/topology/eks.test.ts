import { architectureOfType, hasTrunk } from '../../../core/topology';

it.each([
  ['m6i.large', true, 'X86_64'],
  ['c6gn.xlarge', true, 'ARM64'],
  ['a1.large', true, 'ARM64'],
  ['g5.xlarge', true, 'X86_64'],
  ['g5g.xlarge', true, 'ARM64'],
  ['d3.xlarge', true, 'X86_64'],
  ['i3en.large', true, 'X86_64'],
  ['i3.metal', true, 'X86_64'],
  ['t3.large', false, 'X86_64'],
  ['t4g.large', false, 'ARM64'],
  ['m4.large', false, 'X86_64'],
  ['r4.large', false, 'X86_64'],
  ['i3.large', false, 'X86_64'],
  ['d2.xlarge', false, 'X86_64'],
  ['h1.2xlarge', false, 'X86_64'],
  ['f1.2xlarge', false, 'X86_64'],
])('%s: whether pods get security groups of their own, and its architecture', (type, trunk, architecture) => {
  expect([hasTrunk(type), architectureOfType(type)]).toEqual([trunk, architecture]);
});
