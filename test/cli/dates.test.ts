import { parseArguments } from '../../cli/arguments';
import { folderWith } from '../sources/folder';
import { meshspan } from './world';

const post = `mesh: post
region: eu-central-1
dataPlane: app-mesh
acceptEnded: true
accounts:
  main: {id: "111111111111", profile: main, network: {cidr: 10.1.0.0/16}}
authority: {kind: file, chain: /ca.pem}
certificates:
  box:
    kind: file
    chain: /box.pem
    privateKey: /box.key
    facts: {issuer: root, names: [box.main.post.internal], validity: {from: 2027-01-01, until: 2027-12-31}}
workloads:
  carrier: {account: main, calls: [box]}
  box: {account: main, listens: {protocol: http, port: 80, tls: {certificate: box}}}
`;
const folder = folderWith({ 'topology.yaml': post });

/** The verdict of the one call, and the findings beside it. */
async function judged(...words: readonly string[]): Promise<readonly string[]> {
  const { code, out } = await meshspan(folder, ['check', '--json', ...words]);
  const { edges, findings } = JSON.parse(out);
  return [String(code), edges[0].verdict, ...findings.map(({ rule }: { rule: string }) => rule)];
}

it.each<[readonly string[], readonly string[]]>([
  [
    ['--at', '2027-06-15'],
    ['0', 'verified'],
  ],
  [
    ['--at', '2026-12-31'],
    ['1', 'broken', 'tls/expired'],
  ],
  [
    ['--at', '2027-12-31T23:59:59Z'],
    ['0', 'verified', 'tls/expires-soon'],
  ],
  [
    ['--at', '2028-01-01'],
    ['1', 'broken', 'tls/expired'],
  ],
  [
    ['--at', '2027-12-15', '--expires-within', '10'],
    ['0', 'verified'],
  ],
  [
    ['--at', '2027-12-31', '--expires-within', '0'],
    ['0', 'verified'],
  ],
])('check %j', async (words, result) => {
  expect(await judged(...words)).toEqual(result);
});

it('without a date it is judged for now', async () => {
  const [code] = await judged();
  const now = Date.now();
  const valid = now >= Date.UTC(2027, 0, 1) && now < Date.UTC(2028, 0, 1);
  expect(code).toBe(valid ? '0' : '1');
});

it('nothing is planned with a certificate that has expired by the date', async () => {
  expect(await meshspan(folder, ['plan', '--at', '2027-06-15'])).toMatchObject({ code: 0 });
  expect(await meshspan(folder, ['plan', '--at', '2030-01-01'])).toMatchObject({ code: 1 });
});

it.each([
  [['--at', 'tomorrow'], '--at can\'t be "tomorrow"; write it like 2027-01-31 or 2027-01-31T12:00:00Z'],
  [['--at', '2027-02-30'], '--at can\'t be "2027-02-30"; write it like 2027-01-31 or 2027-01-31T12:00:00Z'],
  [['--at'], '--at has no value; write --at DATE'],
  [['--expires-within', 'a month'], '--expires-within can\'t be "a month"; write a whole number of days'],
  [['--expires-within=-1'], '--expires-within can\'t be "-1"; write a whole number of days'],
])('%j is refused with what to type', (words, problem) => {
  expect(parseArguments(['check', ...words])).toEqual({ kind: 'misuse', problem });
});
