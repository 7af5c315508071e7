import { awaitedBy } from '../../../core/dataplane';
import { parsed, yelb } from './yelb';

const ARN = 'arn:aws:acm:us-west-2:111111111111:certificate/11111111-2222-3333-4444-555555555555';
const fronted = (entry: object) =>
  parsed({
    ...yelb,
    certificates: { website: { kind: 'acm', arn: ARN } },
    workloads: {
      ...yelb.workloads,
      'yelb-ui': {
        ...yelb.workloads?.['yelb-ui'],
        entry: { port: 443, tls: { certificate: 'website' }, ...entry },
      },
    },
  });

test('a deploy waits for the certificate that a load balancer presents, and for the zone of its record', () => {
  expect(
    awaitedBy(fronted({ record: { name: 'votes.example.com', zone: 'Z0123456789ABCDEFGHIJ' } })),
  ).toEqual([
    { at: ['certificates', 'website'], what: 'certificate "website"', id: ARN },
    {
      at: ['workloads', 'yelb-ui', 'entry', 'record', 'zone'],
      what: 'the zone',
      id: 'Z0123456789ABCDEFGHIJ',
    },
  ]);
});

test('and for nothing that it creates', () => {
  expect(awaitedBy(parsed(yelb))).toEqual([]);
  const own = fronted({ record: { name: 'votes.example.com' } });
  expect(awaitedBy(own).map(({ what }) => what)).toEqual(['certificate "website"']);
});
