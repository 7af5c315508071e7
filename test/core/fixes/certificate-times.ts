import type { FixCase } from './followed';

const at = new Date('2026-06-01T00:00:00Z');
const file = (facts: object) => ({
  kind: 'file',
  chain: '/c.pem',
  privateKey: '/k.pem',
  facts: { issuer: 'root', names: ['api.back.shop.internal'], ...facts },
});
const serves = (facts: object) => ({
  certificates: { api: file(facts) },
  workloads: { api: { listens: { tls: { certificate: 'api' } } } },
});
const stated = (facts: object, key = 'api') => ({ certificates: { [key]: { facts } } });
const clients = { trust: { kind: 'file', chain: '/ca.pem', authorities: 'root' } };
const shows = (facts: object, of: object = {}) => ({
  certificates: {
    api: file({ validity: { until: '2099-01-01' }, chain: [], ...of }),
    web: file({ names: ['web.front.shop.internal'], validity: { until: '2099-01-01' }, ...facts }),
  },
  workloads: {
    api: { listens: { tls: { certificate: 'api', clients } } },
    web: { callDefaults: { certificate: 'web' } },
  },
});
const existing = (id: number) => ({
  kind: 'existing-ca',
  arn: `arn:aws:acm-pca:eu-west-1:111111111111:certificate-authority/${id}1111111-0000-4000-8000-000000000000`,
});
const family = {
  authority: undefined,
  authorities: { root: existing(1), below: { ...existing(2), level: 'subordinate', parent: 'root' } },
};
const renewed = { validity: { from: '2026-01-01', until: '2099-01-01' } };

/** Mistakes in the dates of certificates, and in what is shown with them. */
export const timeFixes: readonly FixCase[] = [
  {
    rule: 'certificate/validity',
    what: 'an end before the beginning',
    mistake: serves({ validity: { from: '2027-01-31', until: '2026-01-31' } }),
    typed: stated({ validity: { from: '2026-01-31', until: '2027-01-31' } }),
  },
  {
    rule: 'certificate/validity',
    what: 'not a date',
    mistake: serves({ validity: { until: '31.01.2027' } }),
    typed: stated({ validity: { until: '2027-01-31' } }),
  },
  {
    rule: 'tls/expired',
    what: 'a server',
    mistake: serves({ validity: { until: '2026-05-01' } }),
    typed: stated(renewed),
    options: { at },
  },
  {
    rule: 'tls/expired',
    what: 'a server whose certificate is not valid yet',
    mistake: serves({ validity: { from: '2026-07-01', until: '2099-01-01' } }),
    typed: stated(renewed),
    options: { at },
  },
  {
    rule: 'tls/expired',
    what: 'a caller',
    mistake: shows({ validity: { until: '2026-05-01' } }),
    typed: stated(renewed, 'web'),
    options: { at },
  },
  {
    rule: 'tls/expires-soon',
    mistake: serves({ validity: { until: '2026-06-10' } }),
    typed: stated(renewed),
    options: { at },
  },
  {
    rule: 'tls/chain-incomplete',
    what: 'a server',
    mistake: { ...family, ...serves({ issuer: 'below', chain: [] }) },
    typed: stated({ chain: ['below'] }),
  },
  {
    rule: 'tls/chain-incomplete',
    what: 'a caller',
    mistake: { ...family, ...shows({ issuer: 'below', chain: [] }) },
    typed: stated({ chain: ['below'] }, 'web'),
  },
];
