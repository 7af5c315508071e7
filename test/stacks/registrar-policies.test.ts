import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WrittenTopology } from '../../core/topology';
import { onEks } from '../cases/pod-variants';
import { synthesizedTo } from '../cases/synthesized';
import { statementsOf } from './iam-documents';
import { StackJson } from './json';

const MANY = 130;
const keys = Array.from({ length: MANY }, (_none, index) => `more-${index}`);

const written: WrittenTopology = {
  ...onEks,
  dataPlane: 'envoy',
  workloads: {
    ...onEks.workloads,
    ...Object.fromEntries(
      keys.map((key) => [
        key,
        { account: 'frontend', listens: { protocol: 'http', port: 8080 }, runtime: { image: 'i' } },
      ]),
    ),
  },
};

test('the policies of a registrar of many services fit into what IAM takes, and name each of them', () => {
  const out = mkdtempSync(join(tmpdir(), 'registrar-'));
  try {
    synthesizedTo(out, written);
    const { resources } = new StackJson(readFileSync(join(out, 'stacks', 'frontend', 'cdk.tf.json'), 'utf8'));
    const found = resources
      .flatMap(statementsOf)
      .filter(({ address }) => /^aws_iam_(role_)?policy\.registrar_fronts/.test(address));
    const counts = new Map<string, number>();
    for (const { address, resources: of } of found)
      counts.set(address, (counts.get(address) ?? 0) + of.length);
    expect(counts.size).toBeGreaterThan(2);
    // 118 characters for the longest ARN, and what is around them.
    for (const count of counts.values()) expect(count * 118 + 700).toBeLessThan(6144);
    const named = new Set(
      found
        .filter(({ actions }) => actions.includes('servicediscovery:DeregisterInstance'))
        .flatMap(({ resources: of }) => of),
    );
    expect(named.size).toBeGreaterThanOrEqual(MANY);
    const attached = resources.filter(({ address }) =>
      address.startsWith('aws_iam_role_policy_attachment.registrar_fronts'),
    );
    expect(attached).toHaveLength(counts.size - 1);
  } finally {
    rmSync(out, { recursive: true });
  }
});
