import { DOCUMENTS } from '../../dataplane/documents';
import { edgeRule } from '../rule';
import type { Reason } from '../verdict';
import { edgeText } from '../words';

/** What is sent in plaintext, and what to do about it. */
type Row = readonly [what: string, fix: string];

const MET: Row = [
  'callers from outside send plaintext to the listener',
  "give the listener tls: { mode: 'STRICT' }, and write callers: { trust: { … }, names: ['…'] } for callers that speak TLS",
];
const OUTSIDE: Row = [
  'callers from outside send plaintext to the load balancer',
  "give the entry tls: { certificate: '…' }, with a certificate that outside callers trust",
];
const LENIENT: Row = [
  'the policy of callers from outside accepts plaintext',
  "give the listener tls: { mode: 'STRICT' }, and write enforce: true and trust: { … } at callers",
];
const INSIDE: Row = [
  'the load balancer forwards plaintext',
  "give the listener tls: { mode: 'STRICT' } and the entry inside: 'encrypted'",
];

/** What callers from outside do where no load balancer speaks in their place. */
const BY_REASON: Readonly<Partial<Record<Reason, Row>>> = {
  'outside-plain': MET,
  'enforce-off-plain': LENIENT,
};

export const entryPlaintext = edgeRule(
  {
    id: 'entry/plaintext',
    severity: 'warning',
    sentence: 'an entry accepts or forwards plaintext',
    source: DOCUMENTS.loadBalancer,
  },
  (inspection) => {
    if (inspection.kind !== 'entry' || inspection.edge.verdict !== 'plaintext') return undefined;
    const { reason, client } = inspection.edge;
    // What bypasses the proxy has a finding of its own.
    if (reason === 'past-the-proxy') return undefined;
    const [what, fix] = BY_REASON[reason] ?? (client === 'outside' ? OUTSIDE : INSIDE);
    return { summary: `${edgeText(inspection)}: ${what}`, fix };
  },
);
