import * as fc from 'fast-check';
import { REASONS, type Verdict } from '../../../core/checker';
import type { Unknown } from '../../../core/checker/facts';
import {
  handshake,
  type Caller,
  type Meeting,
  type MeetingFacts,
  type ServerTls,
} from '../../../core/checker/handshake';
import { factUnknown } from './unknown';

const CALLERS: readonly Caller[] = [
  'enforcing',
  'lenient',
  'silent',
  'balancer-tls',
  'balancer-plain',
  'balancer-ended',
  'outside',
  'outside-plain',
];
const MODES: readonly ServerTls[] = ['none', 'DISABLED', 'PERMISSIVE', 'STRICT', 'application'];

/** Everything in order, no certificate requested. */
const FITTING: Meeting = {
  caller: 'enforcing',
  tls: 'STRICT',
  policyFlaw: 'none',
  flaw: 'none',
  source: 'acm',
  serverTrusted: true,
  serverChained: true,
  serverTime: 'valid',
  serverNamed: true,
  serverUsable: true,
  asksClient: false,
  showsClient: false,
  clientTrusted: true,
  clientChained: true,
  clientTime: 'valid',
  clientNamed: true,
  clientUsable: true,
};
const MUTUAL: Meeting = { ...FITTING, asksClient: true, showsClient: true };

test('who meets what: the verdict of each caller at each listener when every certificate fits', () => {
  const table = CALLERS.map((caller) =>
    MODES.map((tls) => handshake({ ...FITTING, caller, tls }).verdict).join(' '),
  );
  expect(table).toEqual([
    'broken broken verified verified undecided',
    'plaintext plaintext encrypted encrypted application',
    'plaintext plaintext encrypted encrypted application',
    'broken broken encrypted encrypted encrypted',
    'plaintext plaintext plaintext broken application',
    'plaintext plaintext plaintext broken broken',
    'plaintext plaintext undecided encrypted application',
    'plaintext plaintext plaintext broken broken',
  ]);
});

test('who meets what: the same where the listener asks for a certificate and gets a fitting one', () => {
  const table = CALLERS.map((caller) =>
    MODES.map((tls) => handshake({ ...MUTUAL, caller, tls }).verdict).join(' '),
  );
  expect(table).toEqual([
    'broken broken verified mutual undecided',
    'plaintext plaintext encrypted encrypted application',
    'plaintext plaintext broken broken application',
    'broken broken broken broken encrypted',
    'plaintext plaintext plaintext broken application',
    'plaintext plaintext plaintext broken broken',
    'plaintext plaintext undecided undecided application',
    'plaintext plaintext plaintext broken broken',
  ]);
});

test.each<[keyof Meeting, string]>([
  ['serverTrusted', 'foreign-authority'],
  ['serverChained', 'server-chain-incomplete'],
  ['serverNamed', 'name-mismatch'],
  ['serverUsable', 'server-usage-mismatch'],
  ['showsClient', 'client-certificate-missing'],
  ['clientTrusted', 'client-authority-foreign'],
  ['clientChained', 'client-chain-incomplete'],
  ['clientNamed', 'client-name-mismatch'],
  ['clientUsable', 'client-usage-mismatch'],
])('mutual TLS breaks without %s, as %s', (fact, reason) => {
  expect(handshake({ ...MUTUAL, [fact]: false })).toMatchObject({ verdict: 'broken', reason });
});

test('what the data plane refuses breaks the handshakes that need it, and no others', () => {
  const refused = { policyFlaw: 'authority-not-a-ca', flaw: 'certificate-elsewhere' } as const;
  const reasons = (flaws: object): readonly string[] =>
    CALLERS.map((caller) => handshake({ ...FITTING, ...flaws, caller }).reason);
  const [policy, server] = ['authority-not-a-ca', 'certificate-elsewhere'] as const;

  const plain = 'server-requires-tls';
  expect(reasons(refused)).toEqual([
    policy,
    policy,
    server,
    server,
    plain,
    plain,
    server,
    'outside-needs-tls',
  ]);
  expect(reasons({ flaw: server })).toEqual([
    server,
    server,
    server,
    server,
    plain,
    plain,
    server,
    'outside-needs-tls',
  ]);
  for (const tls of ['none', 'DISABLED', 'application'] as const)
    expect(handshake({ ...FITTING, ...refused, tls })).toEqual(handshake({ ...FITTING, tls }));
});

test('a caller that does not verify does not mind what the server shows', () => {
  const wrong = { serverTrusted: false, serverNamed: false, serverUsable: false };
  for (const caller of ['lenient', 'silent', 'balancer-tls'] as const)
    expect(handshake({ ...FITTING, ...wrong, caller }).verdict).toBe('encrypted');
});

test('an unknown fact that the verdict does not read leaves it decided', () => {
  const unknown = factUnknown('issuer of certificate "partner"');
  expect(handshake({ ...FITTING, caller: 'silent', serverTrusted: unknown }).verdict).toBe('encrypted');
  expect(handshake({ ...FITTING, tls: 'none', serverTrusted: unknown }).verdict).toBe('broken');
  expect(handshake({ ...FITTING, serverNamed: false, serverTrusted: unknown })).toMatchObject({
    verdict: 'broken',
    reason: 'name-mismatch',
  });
});

test('only the unknowns that matter are missing', () => {
  const facts: MeetingFacts = {
    ...FITTING,
    serverTrusted: factUnknown('issuer'),
    clientTrusted: factUnknown('never asked'),
  };
  expect(handshake(facts)).toEqual({
    verdict: 'undecided',
    reason: 'fact-unknown',
    by: 'R1',
    missing: { facts: [{ what: 'issuer', how: 'state issuer' }], parameters: [] },
  });
});

test('an open mode is undecided where the modes differ, and decided where they agree', () => {
  const tls: Unknown<ServerTls> = { possible: ['STRICT', 'PERMISSIVE'], facts: [], parameters: ['MODE'] };
  expect(handshake({ ...FITTING, tls }).verdict).toBe('verified');
  expect(handshake({ ...MUTUAL, tls })).toMatchObject({
    verdict: 'undecided',
    reason: 'parameter-open',
    missing: { facts: [], parameters: ['MODE'] },
  });
});

const meetings: fc.Arbitrary<Meeting> = fc.record({
  caller: fc.constantFrom(...CALLERS),
  tls: fc.constantFrom(...MODES),
  policyFlaw: fc.constantFrom('none' as const, 'none' as const, 'authority-not-a-ca' as const),
  flaw: fc.constantFrom('none' as const, 'none' as const, 'certificate-elsewhere' as const),
  source: fc.constantFrom('acm' as const, 'file' as const, 'sds' as const),
  serverTrusted: fc.boolean(),
  serverChained: fc.boolean(),
  serverTime: fc.constantFrom('valid' as const, 'expired' as const, 'early' as const),
  serverNamed: fc.boolean(),
  serverUsable: fc.boolean(),
  asksClient: fc.boolean(),
  showsClient: fc.boolean(),
  clientTrusted: fc.boolean(),
  clientChained: fc.boolean(),
  clientTime: fc.constantFrom('valid' as const, 'expired' as const, 'early' as const),
  clientNamed: fc.boolean(),
  clientUsable: fc.boolean(),
});

test('what is unknown never decides wrongly: a decided verdict stays however the unknown turns out', () => {
  const flags = [
    'serverTrusted',
    'serverNamed',
    'asksClient',
    'showsClient',
    'clientTrusted',
    'clientNamed',
  ] as const;
  fc.assert(
    fc.property(meetings, fc.subarray([...flags]), (truth, hidden) => {
      const facts: MeetingFacts = {
        ...truth,
        ...Object.fromEntries(hidden.map((flag) => [flag, factUnknown(flag)])),
      };
      const seen: Verdict = handshake(facts).verdict;
      expect(['undecided', handshake(truth).verdict]).toContain(seen);
    }),
    { numRuns: 500 },
  );
});

test('each outcome has the verdict and the rule of its reason', () => {
  fc.assert(
    fc.property(meetings, (meeting) => {
      const { verdict, reason, by } = handshake(meeting);
      // Of an application's certificate nothing is ever said, and the rule about such applications decides.
      expect({ verdict, by }).toEqual({
        verdict: REASONS[reason].verdict,
        by: reason === 'fact-unknown' ? 'R12' : REASONS[reason].by,
      });
    }),
  );
});
