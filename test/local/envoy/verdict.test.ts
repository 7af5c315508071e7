import { differencesOf, type LabEdge } from '../../../local/envoy';
import { verdictOf, type Passage, type Trials } from '../../../local/envoy/measure/verdict';
import type { Outcome } from '../../../local/envoy/report';

const passage = (more: Partial<Passage> = {}): Passage => ({
  isAnswered: true,
  bytes: 'tls',
  reply: { status: 200 },
  counters: {},
  ...more,
});

const trials = (accepted: Partial<Readonly<Record<keyof Trials, Outcome>>> = {}): Trials => {
  const of = (name: keyof Trials) => () => Promise.resolve(accepted[name] ?? 'refused');
  return {
    foreignServer: of('foreignServer'),
    wrongName: of('wrongName'),
    plaintextCaller: of('plaintextCaller'),
    callerWithoutCertificate: of('callerWithoutCertificate'),
    foreignCaller: of('foreignCaller'),
  };
};

test.each([
  ['no answer', passage({ isAnswered: false }), false, trials(), 'broken'],
  ['the text on the line', passage({ bytes: 'plaintext' }), false, trials(), 'plaintext'],
  ['TLS of the applications', passage(), true, trials(), 'application'],
  ['nothing on the line', passage({ bytes: 'nothing' }), false, trials(), 'unmeasured'],
  ['any server', passage(), false, trials({ foreignServer: 'accepted' }), 'encrypted'],
  ['any name of the authority', passage(), false, trials({ wrongName: 'accepted' }), 'encrypted'],
  ['callers in plaintext', passage(), false, trials({ plaintextCaller: 'accepted' }), 'verified'],
  ['callers without one', passage(), false, trials({ callerWithoutCertificate: 'accepted' }), 'verified'],
  ['callers of any authority', passage(), false, trials({ foreignCaller: 'accepted' }), 'verified'],
  ['nobody else', passage(), false, trials(), 'mutual'],
  ['a trial that met no one', passage(), false, trials({ wrongName: 'unmeasured' }), 'unmeasured'],
] as const)('%s', async (_what, seen, isApplicationTls, tried, verdict) => {
  expect((await verdictOf(seen, isApplicationTls, tried)).measured).toBe(verdict);
});

test('what was not measured is no difference', () => {
  const edge = (expected: string, measured: LabEdge['measured']): LabEdge => ({
    client: 'workload/a',
    server: 'workload/b',
    expected,
    measured,
    trials: [],
    counters: {},
  });
  const edges = [edge('mutual', 'mutual'), edge('mutual', 'verified'), edge('undecided', 'unmeasured')];
  expect(differencesOf({ edges, attacks: [] })).toEqual([edges[1]]);
});
