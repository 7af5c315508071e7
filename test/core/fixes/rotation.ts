import type { RotationStep } from '../../../core/topology';
import type { FixCase, Patch } from './followed';

const privateCa = (commonName: string) => ({ kind: 'private-ca', commonName });
const authorities = { root: privateCa('old root'), next: privateCa('new root') };
/** An authority below the one that is replaced. */
/** What takes the place of `middle`. */
const below = { kind: 'private-ca', level: 'subordinate', parent: 'next', commonName: 'below' };
const middle = {
  kind: 'existing-ca',
  arn: 'arn:aws:acm-pca:eu-west-1:111111111111:certificate-authority/11111111-0000-4000-8000-000000000000',
  level: 'subordinate',
  parent: 'root',
};
const rotating = (step: RotationStep, more: Patch = {}): Patch => ({
  authority: undefined,
  authorities,
  rotation: { from: 'root', to: 'next', step },
  ...more,
});

const fileOf = (issuer: string) => ({
  kind: 'file',
  chain: '/c.pem',
  privateKey: '/k.pem',
  facts: { issuer, names: ['api.back.shop.internal'] },
});
const ofStore = (authority: string) => ({ authority, names: ['api.back.shop.internal'] });
const byFile = (keys: unknown) => ({
  workloads: { web: { callDefaults: { trust: { kind: 'file', chain: '/ca.pem', authorities: keys } } } },
});
const bySecret = (keys: unknown) => ({
  workloads: { web: { callDefaults: { trust: { kind: 'sds', secret: 'ca', authorities: keys } } } },
});
const outside = (keys: unknown) => ({
  workloads: {
    api: {
      entry: {
        port: 443,
        callers: { trust: { kind: 'private-ca', authorities: keys }, names: ['api.back.shop.internal'] },
      },
    },
  },
});

/** Rotations of an authority. */
export const rotationFixes: readonly FixCase[] = [
  {
    rule: 'rotation/authorities',
    mistake: rotating('trust', { rotation: { from: 'root', to: 'root', step: 'trust' } }),
    typed: { rotation: { to: 'next' } },
  },
  {
    rule: 'rotation/authorities',
    what: 'a file',
    mistake: rotating('trust', { authorities: { ...authorities, next: { kind: 'file', chain: '/ca.pem' } } }),
    typed: { authorities: { next: { kind: 'private-ca' } } },
    also: { authorities: { next: { chain: undefined, commonName: 'new root' } } },
  },
  {
    rule: 'rotation/authorities',
    what: 'short-lived certificates',
    mistake: rotating('trust', {
      authorities: { ...authorities, next: { ...authorities.next, usageMode: 'SHORT_LIVED_CERTIFICATE' } },
    }),
    typed: { authorities: { next: { usageMode: 'GENERAL_PURPOSE' } } },
  },
  {
    rule: 'authority/lifetime',
    what: 'of one that is about to issue',
    mistake: rotating('trust', {
      authorities: { ...authorities, next: { ...authorities.next, validityYears: 1 } },
    }),
    typed: { authorities: { next: { validityYears: 2 } } },
  },
  {
    rule: 'topology/unused',
    what: 'a rotation: dropped',
    mistake: rotating('trust', {
      workloads: { api: { listens: { tls: 'none' } }, web: { callDefaults: 'none' } },
    }),
    typed: { rotation: undefined },
    also: { authorities: undefined },
  },
  {
    rule: 'rotation/unchanged-trust',
    mistake: rotating('trust', byFile('root')),
    typed: byFile(['root', 'next']),
  },
  {
    rule: 'rotation/unchanged-trust',
    what: 'a secret',
    mistake: rotating('trust', bySecret('root')),
    typed: bySecret(['root', 'next']),
  },
  {
    rule: 'rotation/unchanged-trust',
    what: 'callers from outside',
    mistake: rotating('trust', outside('root')),
    typed: outside(['root', 'next']),
  },
  {
    rule: 'rotation/unchanged-trust',
    what: 'at the end',
    mistake: rotating('finish', byFile(['root', 'next'])),
    typed: byFile('next'),
  },
  {
    rule: 'rotation/old-certificate',
    mistake: rotating('issue', {
      certificates: { api: fileOf('root') },
      workloads: { api: { listens: { tls: { certificate: 'api' } } } },
    }),
    typed: { certificates: { api: { facts: { issuer: 'next' } } } },
  },
  {
    rule: 'rotation/old-certificate',
    what: 'by cert-manager, from one below',
    mistake: rotating('issue', {
      authorities: { ...authorities, middle },
      clusters: { pods: { kind: 'eks', account: 'back' } },
      stores: { api: { kind: 'kubernetes-secret', secret: 'api', mountPath: '/tls', ...ofStore('middle') } },
      certificates: {
        api: { kind: 'file', chain: '/tls/tls.crt', privateKey: '/tls/tls.key', store: 'api' },
      },
      workloads: { api: { listens: { tls: { certificate: 'api' } }, runtime: { image: 'api:1' } } },
    }),
    typed: { rotation: { from: 'middle', to: 'below', step: 'trust' } },
    also: { authorities: { below } },
  },
  {
    rule: 'rotation/old-certificate',
    what: 'issued below',
    mistake: rotating('issue', {
      authorities: {
        ...authorities,
        middle,
      },
      certificates: { api: { kind: 'issued', authority: 'middle' } },
    }),
    typed: { rotation: { from: 'middle', to: 'below', step: 'trust' } },
    also: { authorities: { below } },
  },
];
