import { explanationsOf } from '../../core/report';
import { allRules } from '../../sources/all-rules';
import { meshspan } from './world';

const explain = (...words: readonly string[]) => meshspan('/', ['explain', ...words]);

it.each([
  [
    'tls/acm-mutual',
    `tls/acm-mutual (finding)
  a client certificate is from ACM, or a listener verifies its callers by a private CA of ACM
  severity: error; nothing is built
  source: https://docs.aws.amazon.com/app-mesh/latest/userguide/mutual-tls.html
  fix: each finding prints its own
`,
  ],
  [
    'source/syntax',
    `source/syntax (finding)
  the text is not valid YAML, JSON or TypeScript; a warning where the compiler only warns
  severity: error or warning
  source: meshspan
  fix: each finding prints its own
`,
  ],
  [
    'name-mismatch',
    `name-mismatch (reason)
  the server's certificate carries none of the names that the caller expects
  verdict: broken
  decided by: R4
  source: https://docs.aws.amazon.com/app-mesh/latest/userguide/tls.html
`,
  ],
  [
    'not-discoverable',
    `not-discoverable (reason)
  the workload has no service discovery, so callers find no address
  verdict: broken
  decided by: S3
  source: https://docs.aws.amazon.com/app-mesh/latest/userguide/virtual_nodes.html
  fix: give the workload a discovery, such as { kind: 'cloud-map' }
`,
  ],
  [
    'application',
    `application (verdict)
  the applications encrypt, as the topology says; the mesh passes the bytes and verifies nothing
  reasons: application-tls
`,
  ],
  [
    'A3',
    `A3 (deciding rule)
  a listener whose mode is DISABLED is, to an enforcing policy, a listener without TLS
  source: assumed
  reasons: server-tls-disabled
`,
  ],
  [
    'R9',
    `R9 (deciding rule)
  a proxy may export its own certificate and read the CAs that it trusts: the policy that meshspan creates for each proxy grants exactly that, and policies of other tools are not read
  source: https://docs.aws.amazon.com/app-mesh/latest/userguide/tls.html
`,
  ],
])('%s is explained', async (code, out) => {
  expect(await explain(code)).toEqual({ code: 0, out, err: '' });
});

it('capital letters do not matter', async () => {
  expect(await explain('a3')).toEqual(await explain('A3'));
  expect((await explain('A3')).code).toBe(0);
});

it('an explanation is JSON where that is asked for', async () => {
  const { code, out } = await explain('--json', 'no-listener');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual({
    version: 1,
    kind: 'reason',
    code: 'no-listener',
    sentence: 'nothing listens on the port',
    verdict: 'broken',
    by: 'S2',
    source: 'https://docs.aws.amazon.com/app-mesh/latest/userguide/virtual_nodes.html',
    fix: 'add a listener with this port to the workload, or name a port on which it listens at the route or entry',
  });
});

it.each([
  ['tls/permisive', 'did you mean "tls/permissive"?'],
  ['unverified-peer', 'did you mean "tls/unverified-peer"?'],
  ['app-mesh/route-port', 'it is "route/port" in this version'],
  ['nothing-like-it', 'docs/checks.md lists every code'],
])('what is not a code is wrong use: %s', async (word, remedy) => {
  expect(await explain(word)).toEqual({
    code: 2,
    out: '',
    err: `meshspan: "${word}" is not a code; ${remedy}\n`,
  });
});

it('a code has one meaning', () => {
  const codes = explanationsOf(allRules).map(({ code }) => code.toLowerCase());
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
});
