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
      fix: 'set dataPlane: "envoy", which can be deployed; to use it only in a local AWS, accept this finding (accept: [{ finding: data-plane/ended, because: only used locally }]); if you have an App Mesh endpoint that still accepts deployments, add acceptEnded: true',
    },
  ]);
});

test('it is not reported where the topology accepts it', () => {
  expect(found(true)).toEqual([]);
});
