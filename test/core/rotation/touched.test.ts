import { loweringOf, parsed, rotationOf, type Tree } from './mixed';
import { ROTATION_STEPS, type RotationStep, type Topology } from '../../../core/topology';

const privateCa = (commonName: string) => ({ kind: 'private-ca', commonName });
const arn =
  'arn:aws:acm-pca:eu-central-1:111111111111:certificate-authority/11111111-0000-4000-8000-000000000000';

const at = (step: RotationStep, more: Tree): Topology =>
  loweringOf(
    parsed({
      mesh: 'shop',
      region: 'eu-central-1',
      dataPlane: 'envoy',
      accounts: { one: { id: '111111111111', network: { cidr: '10.0.0.0/16' } } },
      authorities: { root: privateCa('old'), next: privateCa('new'), other: privateCa('other') },
      rotation: rotationOf(step),
      workloads: {
        web: { account: 'one', listens: { port: 80, protocol: 'http' }, calls: ['api'] },
        api: { account: 'one', listens: { port: 81, protocol: 'http' } },
      },
      ...more,
    }),
  ).topology;

const trustOf = ({ workloads }: Topology): readonly string[] | undefined => {
  const policy = workloads['web']?.calls[0]?.policy;
  return policy?.kind === 'tls' ? policy.trust.authorities : undefined;
};
const issuerOf = ({ certificates }: Topology, key: string) => certificates[key]?.facts.issuer;

test('what names another authority stays as it is', () => {
  for (const step of ROTATION_STEPS) {
    const named = at(step, { certificates: { api: { kind: 'issued', authority: 'other' } } });
    expect([issuerOf(named, 'api'), trustOf(named)]).toEqual(['other', ['other']]);
    const already = at(step, { certificates: { api: { kind: 'issued', authority: 'next' } } });
    expect([issuerOf(already, 'api'), trustOf(already)]).toEqual(['next', ['next']]);
  }
});

test('what names nothing gets what it would get without the one that takes its place', () => {
  const steps = ROTATION_STEPS.map((step) =>
    at(step, {
      authorities: { old: privateCa('old'), next: privateCa('new') },
      rotation: { from: 'old', to: 'next', step },
    }),
  );
  expect(steps.map((topology) => [issuerOf(topology, 'api'), trustOf(topology)])).toEqual([
    ['old', ['next', 'old']],
    ['next', ['next', 'old']],
    ['next', ['next']],
  ]);
});

test('below other authorities, their roots are trusted', () => {
  const below = (parent: string, end: string) => ({
    kind: 'existing-ca',
    arn: arn.replace(/0$/, end),
    level: 'subordinate',
    parent,
  });
  const topology = (step: RotationStep) =>
    at(step, {
      authorities: {
        root: privateCa('old'),
        next: privateCa('new'),
        'issuing-1': below('root', '1'),
        'issuing-2': below('next', '2'),
      },
      rotation: { from: 'issuing-1', to: 'issuing-2', step },
      certificates: {
        api: { kind: 'issued', authority: 'issuing-1' },
        web: { kind: 'issued', authority: 'issuing-1' },
      },
    });
  expect(ROTATION_STEPS.map(topology).map((each) => [issuerOf(each, 'api'), trustOf(each)])).toEqual([
    ['issuing-1', ['next', 'root']],
    ['issuing-2', ['next', 'root']],
    ['issuing-2', ['next']],
  ]);
});

test('a written trust is followed at its place, each authority once', () => {
  const written = (authorities: readonly string[]) => ({
    workloads: {
      web: { account: 'one', calls: ['api'], callDefaults: { trust: { kind: 'private-ca', authorities } } },
      api: { account: 'one', listens: { port: 81, protocol: 'http' } },
    },
  });
  const trusts = (authorities: readonly string[]) =>
    ROTATION_STEPS.map((step) => {
      const policy = at(step, written(authorities)).workloads['web']?.callDefaults;
      return policy?.kind === 'tls' ? policy.trust.authorities : undefined;
    });
  expect(trusts(['other', 'root'])).toEqual([
    ['other', 'root', 'next'],
    ['other', 'root', 'next'],
    ['other', 'next'],
  ]);
  expect(trusts(['root', 'next'])).toEqual([['root', 'next'], ['root', 'next'], ['next']]);
});
