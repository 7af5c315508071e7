import { lower } from '../../../core/dataplane';
import { parsed, yelb } from './yelb';

const found = (acceptEnded: boolean) =>
  lower(parsed({ ...yelb, acceptEnded })).findings.filter(({ rule }) => rule === 'data-plane/ended');

test('a data plane that AWS ended is reported, with the date and what to do', () => {
  expect(found(false)).toEqual([
    {
      rule: 'data-plane/ended',
      severity: 'warning',
      at: { path: ['dataPlane'] },
      summary: 'AWS ended App Mesh on 2026-09-30: nothing can be deployed to it any more',
      fix: 'write acceptEnded: true where you have an App Mesh endpoint of your own',
    },
  ]);
});

test('it is not reported where the topology accepts it', () => {
  expect(found(true)).toEqual([]);
});
