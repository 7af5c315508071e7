import fs from 'node:fs';
import { check, checkerRules } from '../../../core/checker';
import type { Finding } from '../../../core/topology';
import { FULL, mutual, nameOf, yelb, type WrittenYelb } from './yelb';

test('Yelb has its edges, a warning and all its objects', () => {
  const { edges, findings, resources } = yelb();
  expect(
    edges.map((edge) => `${nameOf(edge)} ${edge.port}: ${edge.verdict}, ${edge.reason} (${edge.by})`),
  ).toEqual([
    'outside -> load-balancer/yelb-ui:80 80: plaintext, load-balancer-accepts-plain (L2)',
    'load-balancer/yelb-ui:80 -> yelb-ui 80: encrypted, load-balancer-reencrypts (L1)',
    'yelb-appserver -> redis-server 6379: verified, chain-and-name (R1)',
    'yelb-appserver -> yelb-db 5432: verified, chain-and-name (R1)',
    'yelb-ui -> yelb-appserver 4567: verified, chain-and-name (R1)',
  ]);
  expect(findings.map(({ rule }) => rule)).toEqual(['entry/plaintext']);
  expect(resources).toEqual([
    { kind: 'workload', name: 'redis-server', account: 'backend' },
    { kind: 'workload', name: 'yelb-appserver', account: 'backend' },
    { kind: 'workload', name: 'yelb-db', account: 'backend' },
    { kind: 'workload', name: 'yelb-ui', account: 'frontend' },
    { kind: 'certificate', name: 'redis-server', account: 'backend' },
    { kind: 'certificate', name: 'yelb-appserver', account: 'backend' },
    { kind: 'certificate', name: 'yelb-db', account: 'backend' },
    { kind: 'certificate', name: 'yelb-ui', account: 'frontend' },
  ]);
});

test('a target that gets no traffic is an edge with its weight', () => {
  const { edges } = yelb((file) => {
    file.workloads.canary = { account: 'backend', listens: { port: 4567, protocol: 'http' } };
    file.services['yelb-appserver'] = { routes: [{ prefix: '/', to: { 'yelb-appserver': 100, canary: 0 } }] };
  });
  expect(edges.filter(({ server }) => server === 'workload/canary')).toMatchObject([
    { client: 'workload/yelb-ui', service: 'yelb-appserver', weight: 0, verdict: 'verified' },
  ]);
});

test('a gateway calls with its one policy', () => {
  const gateway = (file: WrittenYelb): void => {
    file.gateways = {
      door: {
        listens: { port: 8080, protocol: 'http' },
        callDefaults: FULL,
        routes: [{ prefix: '/', service: 'yelb-appserver' }],
      },
    };
  };
  const { edges, resources } = yelb(gateway);
  expect(edges.filter(({ client }) => client === 'gateway/door')).toMatchObject([
    { server: 'workload/yelb-appserver', verdict: 'verified' },
  ]);
  expect(resources).toContainEqual({ kind: 'gateway', name: 'door', account: 'frontend' });
});

test('findings from before are merged, sorted with errors first, and reported once', () => {
  const { topology, lowered } = yelb(mutual(undefined));
  const before: Finding = {
    rule: 'app-mesh/root-ca',
    severity: 'error',
    at: { path: ['authorities', 'root'] },
    summary: 'a summary',
    fix: 'a fix',
  };
  const { findings } = check(topology, lowered, [before, { ...before }]);
  expect(findings.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual([
    'error app-mesh/root-ca',
    'error tls/broken',
    'warning entry/plaintext',
  ]);
});

test('every rule is in a file of its name, with a test of the same name', () => {
  const files = checkerRules.map(({ id }) => id.replace(/^.*\//, ''));
  const named = (id: string, name: string): boolean =>
    [id, id.split('/').join('-')].some((one) => one.endsWith(name));
  const rules = fs.readdirSync('core/checker/rules').map((file) => file.replace('.ts', ''));
  const tests = fs.readdirSync('test/core/checker/rules').map((file) => file.replace('.test.ts', ''));
  expect(rules).toHaveLength(files.length);
  expect(tests.toSorted()).toEqual(rules.toSorted());
  expect(rules.filter((file) => !checkerRules.some(({ id }) => named(id, file)))).toEqual([]);
});

test('rules have unique ids and read as sentences', () => {
  expect(new Set(checkerRules.map(({ id }) => id)).size).toBe(checkerRules.length);
  for (const { id, sentence } of checkerRules) {
    expect(id).toMatch(/^[a-z-]+\/[a-z-]+$/);
    expect(sentence).toMatch(/^[a-zA-Z].*[^.]$/);
  }
});
