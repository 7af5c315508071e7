import { ROTATION_STEPS, type RotationStep, type WrittenTopology } from '../../core/topology';
import yelb from '../../examples/yelb/topology';
import { stacksOf } from './json';

const { authority, ...rest } = yelb;
const root = authority ?? { kind: 'private-ca', commonName: 'root' };
const next = { kind: 'private-ca', commonName: 'new root' } as const;
const at = (dataPlane: 'envoy' | 'app-mesh', step: RotationStep) =>
  stacksOf({
    ...rest,
    dataPlane,
    authorities: { root, next },
    rotation: { from: 'root', to: 'next', step },
  } satisfies WrittenTopology);

const CERTIFICATE = 'aws_acm_certificate.certificate_yelb-appserver';
const POLICY = 'aws_iam_policy.workload_yelb-ui';
const SERVICE = 'aws_ecs_service.task_workload-yelb-appserver';

const SHARES = ['next', 'root'].map((key) => `aws_ram_resource_association.share_backend_authority-${key}`);

/** Which of the two authorities a text refers to. */
const referredIn = (value: unknown): readonly string[] =>
  ['root', 'next'].filter((key) => JSON.stringify(value).includes(`authority_arn_${key}`));

describe.each(['envoy', 'app-mesh'] as const)('on %s', (plane) => {
  test.each(ROTATION_STEPS)(
    'in step %s, who issues, who may be fetched, and what is shared follow the step',
    (step) => {
      const stack = at(plane, step);
      expect(referredIn(stack('backend').at(CERTIFICATE)['certificate_authority_arn'])).toEqual([
        step === 'trust' ? 'root' : 'next',
      ]);
      const trusted = step === 'finish' ? ['next'] : ['root', 'next'];
      expect(referredIn(stack('frontend').at(POLICY))).toEqual(trusted);
      // What runs may still fetch the certificate of the old one.
      expect(
        stack('yelb-shared')
          .ofType('aws_ram_resource_association')
          .map(({ address }) => address)
          .filter((address) => address.includes('authority')),
      ).toEqual(SHARES);
      expect(stack('backend').at(SERVICE)['wait_for_steady_state']).toBe(true);
    },
  );
});

test('without a rotation nobody waits', () => {
  expect(stacksOf({ ...yelb, dataPlane: 'envoy' })('backend').at(SERVICE)['wait_for_steady_state']).toBe(
    false,
  );
});
