import { compare } from '../envoy/generated/compared';

jest.setTimeout(1_800_000);

test('of 300 generated calls the check says what real Envoys do', async () => {
  const { cases, undecided, measured, unmeasured } = await compare(300, Math.floor(Math.random() * 2 ** 31));
  expect(cases).toBeGreaterThanOrEqual(300);
  expect(unmeasured).toEqual([]);
  const kinds = ['broken', 'encrypted', 'mutual', 'plaintext', 'verified'];
  expect(Object.keys(measured)).toEqual(expect.arrayContaining(kinds));
  process.stdout.write(`${cases} cases agree, ${undecided} undecided: ${JSON.stringify(measured)}\n`);
});
