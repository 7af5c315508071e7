import type { FixCase } from './followed';

const ZONE = 'Z0123456789ABCDEFGHIJ';
const front = (certificate: object, entry: object = {}) => ({
  certificates: { front: { kind: 'public', names: ['shop.example.com'], ...certificate } },
  workloads: { api: { entry: { port: 443, tls: { certificate: 'front' }, ...entry } } },
});
const created = front({}, { record: { name: 'shop.example.com', private: false } });

/** Certificates of ACM that browsers trust. */
export const publicFixes: readonly FixCase[] = [
  {
    rule: 'certificate/validation-zone',
    what: 'a zone',
    mistake: front({}),
    typed: { certificates: { front: { zone: ZONE } } },
  },
  {
    rule: 'certificate/validation-zone',
    what: 'a record',
    mistake: front({}, { record: { name: 'shop.example.com' } }),
    typed: { workloads: { api: { entry: { record: { private: false } } } } },
  },
  {
    rule: 'certificate/new-zone',
    what: 'delegated',
    mistake: created,
    typed: { accept: [{ finding: 'certificate/new-zone', because: 'it is delegated' }] },
  },
  {
    rule: 'certificate/new-zone',
    what: 'one that exists',
    mistake: created,
    typed: { certificates: { front: { zone: ZONE } } },
  },
  {
    rule: 'certificate/public-name',
    what: 'of nobody',
    mistake: front({ names: ['api.back.shop.internal'], zone: ZONE }),
    typed: { certificates: { front: { names: ['shop.example.com'] } } },
  },
  {
    rule: 'certificate/public-name',
    what: 'too many',
    mistake: front({ names: Array.from({ length: 11 }, (_, index) => `n${index}.example.com`), zone: ZONE }),
    typed: { certificates: { front: { names: ['*.example.com'] } } },
  },
  {
    rule: 'certificate/public-name',
    what: 'the first too long',
    mistake: front({ names: [`${'a'.repeat(60)}.example.com`], zone: ZONE }),
    typed: { certificates: { front: { names: ['shop.example.com'] } } },
  },
  {
    rule: 'certificate/same-validation',
    what: 'one of both',
    mistake: {
      certificates: {
        front: { kind: 'public', names: ['shop.example.com'], zone: ZONE },
        other: { kind: 'public', names: ['*.shop.example.com'], zone: ZONE },
      },
      workloads: {
        api: {
          entry: [
            { port: 443, tls: { certificate: 'front' } },
            { port: 8443, tls: { certificate: 'other' } },
          ],
        },
      },
    },
    typed: {
      workloads: {
        api: {
          entry: [
            { port: 443, tls: { certificate: 'front' } },
            { port: 8443, tls: { certificate: 'front' } },
          ],
        },
      },
    },
    also: {
      certificates: { front: { names: ['shop.example.com', '*.shop.example.com'] }, other: undefined },
    },
  },
  {
    rule: 'tls/public-certificate',
    what: 'one that ACM issues',
    mistake: {
      certificates: { front: { kind: 'public', names: ['shop.example.com'], zone: ZONE } },
      workloads: { api: { listens: { tls: { certificate: 'front' } } } },
    },
    typed: { workloads: { api: { listens: { tls: { certificate: undefined } } } } },
    also: { workloads: { api: { listens: { tls: undefined } } }, certificates: undefined },
  },
];
