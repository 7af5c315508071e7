import { lower } from '../../../core/dataplane';
import type { Finding } from '../../../core/topology';
import { demandsOf, parsed, yelb } from './yelb';

const findingsOf = (written: unknown): readonly Finding[] => lower(parsed(written)).findings;

const CN = { ...yelb, region: 'cn-north-1' };
const CHINA = 'app-mesh/china at';
const chinaIn = (written: unknown): readonly string[] =>
  findingsOf(written)
    .map(({ rule, at }) => `${rule} at ${at.path.join('.')}`)
    .filter((each) => each.startsWith(CHINA));

test('in China a mesh is not shared, and nothing of a private CA is taken', () => {
  expect(new Set(chinaIn(CN))).toEqual(
    new Set([
      `${CHINA} accounts.backend`,
      `${CHINA} workloads.redis-server`,
      `${CHINA} workloads.yelb-appserver`,
      `${CHINA} workloads.yelb-appserver.calls.0`,
      `${CHINA} workloads.yelb-appserver.calls.1`,
      `${CHINA} workloads.yelb-db`,
      `${CHINA} workloads.yelb-ui`,
      `${CHINA} workloads.yelb-ui.calls.0`,
    ]),
  );
  const plain = { tls: 'none' as const };
  const alone = {
    a: { account: 'frontend', listens: { port: 80, protocol: 'http', ...plain }, calls: [] },
    b: { account: 'frontend', calls: [{ service: 'a', policy: 'none' }] },
  };
  expect(chinaIn({ ...CN, workloads: alone, services: {} })).toEqual([]);
  expect(chinaIn(yelb)).toEqual([]);
});

const caIn = (account: string) => ({
  ...yelb,
  authority: { kind: 'existing-ca', arn: `arn:aws:acm-pca:us-west-2:${account}:certificate-authority/1` },
});
const UNSHARED = 'tls/unshared-authority';

test.each<readonly [string, string, readonly string[]]>([
  ['of the owner is shared by us', '111111111111', []],
  ['of an open account is taken for the owner’s', '${parameter.CA}', []],
  ['of a member', '222222222222', ['"frontend" (111111111111)']],
  ['of a stranger', '999999999999', ['"backend" (222222222222), "frontend" (111111111111)']],
])('an existing authority %s', (_, account, users) => {
  const written = { ...caIn(account), parameters: { CA: { type: 'string' } } };
  const topology = parsed(written);
  const found = findingsOf(written).filter(({ rule }) => rule === UNSHARED);
  expect(found.map(({ summary }) => summary.split(' gives it to ')[1])).toEqual(users);
  for (const { severity, fix } of found) {
    expect(severity).toBe('warning');
    expect(fix).toContain(`in ${account}: aws ram create-resource-share`);
  }
  const shared = demandsOf(topology).needs.some(
    (need) => need.kind === 'share' && need.item.name === 'authority-root',
  );
  expect(shared).toBe(users.length === 0);
});
