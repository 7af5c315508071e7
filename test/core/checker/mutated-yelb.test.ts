import * as fc from 'fast-check';
import {
  CERTIFICATES,
  entryOracle,
  oracle,
  type CertificateName,
  type Listener,
  type NameKind,
  type Policy,
  type Server,
  type Verdict,
} from './oracle';
import { addOther, CALLS, writeListener, writtenPolicy, type CallPlace } from './written';
import { nameOf, yelb, type WrittenYelb } from './yelb';

const oneOf = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const listeners: fc.Arbitrary<Listener> = fc.record(
  {
    tls: oneOf<Listener['tls']>('STRICT', 'STRICT', 'PERMISSIVE', 'DISABLED', 'none', 'application'),
    certificate: oneOf(...(Object.keys(CERTIFICATES) as CertificateName[])),
    asks: oneOf<NonNullable<Listener['asks']>>('root', 'other', 'ACM'),
  },
  { requiredKeys: ['tls', 'certificate'] },
);
const policies: fc.Arbitrary<Policy> = fc.record({
  enforce: oneOf(true, true, false),
  ports: oneOf<Policy['ports']>('all', 'covering', 'other'),
  trusts: oneOf<Policy['trusts']>(
    'root',
    'root',
    'other',
    'both',
    'unknown',
    'certificate',
    'subordinate',
    'four',
  ),
  names: fc.uniqueArray(oneOf<NameKind>('discovery', 'elsewhere', 'nobody', 'wildcard', 'identity'), {
    maxLength: 2,
  }),
  shows: oneOf<Policy['shows']>('nothing', 'file', 'file', 'expired', 'leaf', 'ACM'),
});

const verdicts = (result: ReturnType<typeof yelb>): Record<string, Verdict> =>
  Object.fromEntries(result.edges.map((edge) => [nameOf(edge), edge.verdict]));

const BASE: Record<string, Verdict> = {
  'outside -> load-balancer/yelb-ui:80': 'plaintext',
  'load-balancer/yelb-ui:80 -> yelb-ui': 'encrypted',
  'yelb-ui -> yelb-appserver': 'verified',
  'yelb-appserver -> yelb-db': 'verified',
  'yelb-appserver -> redis-server': 'verified',
};

test('every call of Yelb is verified, its entry plaintext and encrypted', () => {
  expect(verdicts(yelb())).toEqual(BASE);
});

const PLAIN: Policy = { enforce: true, ports: 'all', trusts: 'root', names: [], shows: 'nothing' };
const OWN: Listener = { tls: 'STRICT', certificate: 'own' };

/** Trust, name, enforce, ports or what is shown: one field away from the policy that Yelb has. */
const onePolicyField: fc.Arbitrary<Policy | 'none'> = fc.oneof(
  fc.constant('none' as const),
  policies.chain((policy): fc.Arbitrary<Policy> =>
    oneOf<keyof Policy>('enforce', 'ports', 'trusts', 'names', 'shows').map((field) => ({
      ...PLAIN,
      [field]: policy[field],
    })),
  ),
);
/** Mode, certificate or what is asked: one field away from the listener that Yelb has. */
const oneListenerField: fc.Arbitrary<Listener> = listeners.chain((listener) =>
  oneOf<keyof Listener>('tls', 'certificate', 'asks').map((field) =>
    field in listener ? { ...OWN, [field]: listener[field] } : OWN,
  ),
);
const mutations = fc.oneof(
  fc.record({
    at: fc.constant('call' as const),
    call: oneOf(...CALLS),
    policy: onePolicyField,
  }),
  fc.record({
    at: fc.constant('defaults' as const),
    caller: oneOf<CallPlace['caller']>('yelb-ui', 'yelb-appserver'),
    policy: onePolicyField,
  }),
  fc.record({
    at: fc.constant('server' as const),
    server: oneOf<CallPlace['server']>('yelb-appserver', 'yelb-db', 'redis-server'),
    listener: oneListenerField,
  }),
  fc.record({
    at: fc.constant('entry' as const),
    inside: oneOf<'encrypted' | 'plain' | 'passed'>('encrypted', 'plain', 'passed'),
    listener: oneListenerField,
  }),
);

/** One thing changed. */
type Mutation = typeof mutations extends fc.Arbitrary<infer T> ? T : never;

const written = (policy: Policy | 'none', servers: readonly Server[]): unknown =>
  policy === 'none' ? 'none' : writtenPolicy(policy, servers);
const meant = (policy: Policy | 'none'): Policy | undefined => (policy === 'none' ? undefined : policy);

function apply(yelbFile: WrittenYelb, mutation: Mutation): Record<string, Verdict> {
  switch (mutation.at) {
    case 'call': {
      const { name, caller, server, index } = mutation.call;
      const call = yelbFile.workloads[caller].calls?.[index];
      if (call) call.policy = written(mutation.policy, [server]);
      return { [name]: oracle(meant(mutation.policy), OWN) };
    }
    case 'defaults': {
      const own = CALLS.filter(({ caller }) => caller === mutation.caller);
      yelbFile.workloads[mutation.caller].callDefaults = written(
        mutation.policy,
        own.map(({ server }) => server),
      );
      const verdict = oracle(meant(mutation.policy), OWN);
      return Object.fromEntries(own.map(({ name }) => [name, verdict]));
    }
    case 'server': {
      writeListener(yelbFile, mutation.server, mutation.listener);
      const own = CALLS.filter(({ server }) => server === mutation.server);
      for (const { caller, server, index } of own) {
        const call = yelbFile.workloads[caller].calls?.[index];
        // Written out, so that the caller's trust does not follow what the server presents.
        if (call) call.policy = writtenPolicy(PLAIN, [server]);
      }
      const verdict = oracle(PLAIN, mutation.listener);
      return Object.fromEntries(own.map(({ name }) => [name, verdict]));
    }
    case 'entry': {
      writeListener(yelbFile, 'yelb-ui', mutation.listener);
      yelbFile.workloads['yelb-ui'].entry = { port: 80, inside: mutation.inside };
      const [outer, inner] = entryOracle(mutation.inside, mutation.listener);
      return { 'outside -> load-balancer/yelb-ui:80': outer, 'load-balancer/yelb-ui:80 -> yelb-ui': inner };
    }
  }
}

test('one changed thing changes exactly the verdicts that it should, and no other edge in any way', () => {
  const base = Object.fromEntries(yelb(addOther).edges.map((edge) => [nameOf(edge), edge]));
  fc.assert(
    fc.property(mutations, (mutation) => {
      let expected: Record<string, Verdict> = {};
      const result = yelb((file) => {
        addOther(file);
        expected = apply(file, mutation);
      });
      expect(verdicts(result)).toEqual({ ...BASE, ...expected });
      const untouched = result.edges.filter((edge) => !(nameOf(edge) in expected));
      expect(untouched).toEqual(untouched.map((edge) => base[nameOf(edge)]));
    }),
    { numRuns: 250 },
  );
});

test('whatever policies, listeners and certificates meet in Yelb, every verdict is the one that the oracle says', () => {
  const callPolicies = fc.record(
    { own: fc.oneof(policies, fc.constant('none' as const)) },
    { requiredKeys: [] },
  );
  const scenario = fc.record({
    servers: fc.record({ 'yelb-appserver': listeners, 'yelb-db': listeners, 'redis-server': listeners }),
    calls: fc.record({
      'yelb-ui -> yelb-appserver': callPolicies,
      'yelb-appserver -> yelb-db': callPolicies,
      'yelb-appserver -> redis-server': callPolicies,
    }),
    defaults: fc.record({ 'yelb-ui': policies, 'yelb-appserver': policies }),
  });
  fc.assert(
    fc.property(scenario, ({ servers, calls, defaults }) => {
      const expected: Record<string, Verdict> = {};
      const result = yelb((file) => {
        addOther(file);
        for (const [server, listener] of Object.entries(servers))
          writeListener(file, server as Server, listener);
        for (const { name, caller, server, index } of CALLS) {
          const { own } = calls[name];
          const call = file.workloads[caller].calls?.[index];
          if (call && own !== undefined) call.policy = written(own, [server]);
          expected[name] = oracle(meant(own ?? defaults[caller]), servers[server]);
        }
        for (const caller of ['yelb-ui', 'yelb-appserver'] as const)
          file.workloads[caller].callDefaults = writtenPolicy(
            defaults[caller],
            CALLS.filter((call) => call.caller === caller).map(({ server }) => server),
          );
      });
      const calledEdges = Object.entries(verdicts(result)).filter(([name]) => name in expected);
      expect(Object.fromEntries(calledEdges)).toEqual(expected);
    }),
    { numRuns: 250 },
  );
});
