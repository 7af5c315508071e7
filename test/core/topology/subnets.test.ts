import { blockOf, overlap, topologyOf, type WrittenTopology } from '../../../core/topology';
import { MOST_ZONES, longestPrefixFor, subnetsOf } from '../../../core/topology/subnets';

const zonesOf = (count: number) => Array.from({ length: count }, (_, index) => `eu-west-1${'abcdef'[index]}`);

test('two zones lie as they always did', () => {
  expect(subnetsOf({ cidr: '10.8.0.0/16', zones: zonesOf(2), internet: 'nat' })).toEqual([
    { zone: 'eu-west-1a', publicCidr: '10.8.0.0/20', privateCidr: '10.8.32.0/20' },
    { zone: 'eu-west-1b', publicCidr: '10.8.16.0/20', privateCidr: '10.8.48.0/20' },
  ]);
});

const shapes = (['nat', 'none'] as const).flatMap((internet) =>
  Array.from({ length: MOST_ZONES }, (_, index) => index + 1).flatMap((count) => {
    const longest = longestPrefixFor(count, internet);
    return Array.from({ length: longest - 15 }, (_, index) => ({ internet, count, length: 16 + index }));
  }),
);

test.each(shapes)('$count zones in /$length with internet: $internet', ({ internet, count, length }) => {
  const cidr = `10.16.0.0/${length}`;
  const subnets = subnetsOf({ cidr, zones: zonesOf(count), internet });
  const blocks = subnets.flatMap(({ publicCidr, privateCidr }) => [publicCidr ?? [], privateCidr].flat());
  expect(blocks).toHaveLength(internet === 'nat' ? 2 * count : count);
  const vpc = blockOf(cidr);
  const found = blocks.map((block) => blockOf(block));
  found.forEach((one, index) => {
    if (one === undefined || vpc === undefined) throw new Error(`${blocks[index]} is not a block`);
    expect(one.length).toBeLessThanOrEqual(28);
    expect(overlap(one, vpc) && one.length >= vpc.length).toBe(true);
    const others = found.slice(0, index).flatMap((other) => other ?? []);
    expect(others.some((other) => overlap(one, other))).toBe(false);
  });
  // Another zone at the end moves no subnet.
  expect(subnetsOf({ cidr, zones: zonesOf(count).slice(0, -1), internet })).toEqual(subnets.slice(0, -1));
});

const written = (network: object): WrittenTopology => ({
  mesh: 'mill',
  region: 'eu-west-1',
  accounts: { main: { id: '444444444444', network: network as { cidr: string } } },
});
const reported = (network: object) =>
  topologyOf(written(network)).findings.map(({ rule, severity, summary, fix }) =>
    [severity, rule, summary, fix].join(' | '),
  );

test.each([
  [{ cidr: '10.0.0.0/16' }],
  [{ cidr: '10.0.0.0/24', zones: zonesOf(6) }],
  [{ cidr: '10.0.0.0/25', zones: zonesOf(4) }],
  [{ cidr: '10.0.0.0/26' }],
  [{ cidr: '10.0.0.0/27', internet: 'none' }],
  [{ cidr: '10.0.0.0/25', zones: zonesOf(6), internet: 'none' }],
])('%j has room', (network) => {
  expect(reported(network)).toEqual([]);
});

test.each<[object, string]>([
  [
    { cidr: '10.0.0.0/12' },
    'error | network/cidr | "10.0.0.0/12" has the wrong size: a VPC is from /16 to /28 | use a block from /16 to /26',
  ],
  [
    { cidr: '10.0.0.0/27' },
    'error | network/cidr | "10.0.0.0/27" is too small for 2 zones with a public and a private subnet each: AWS has no subnet smaller than /28 | use a block from /16 to /26, or name 1 zone at most, or write internet: none and name 2 zones at most',
  ],
  [
    { cidr: '10.0.0.0/25', zones: zonesOf(6) },
    'error | network/cidr | "10.0.0.0/25" is too small for 6 zones with a public and a private subnet each: AWS has no subnet smaller than /28 | use a block from /16 to /24, or name 4 zones at most, or write internet: none and name 6 zones at most',
  ],
  [
    { cidr: '10.0.0.0/20', zones: ['eu-west-1a', 'eu-west-1a'] },
    'error | network/zones | "eu-west-1a" is named twice | name each zone once',
  ],
  [
    { cidr: '10.0.0.0/28', zones: zonesOf(1), internet: 'none' },
    'warning | network/one-zone | the network has one availability zone: it fails when the zone fails, and an application load balancer needs two | name a second zone at the end of the list',
  ],
])('%j is reported', (network, sentence) => {
  expect(
    reported(network).filter((each) => !each.includes('one-zone') || sentence.includes('one-zone')),
  ).toEqual([sentence]);
});

test('what a fix names has room', () => {
  for (const internet of ['nat', 'none'] as const) {
    for (let zones = 1; zones <= MOST_ZONES; zones += 1) {
      const cidr = `10.0.0.0/${longestPrefixFor(zones, internet)}`;
      const errors = reported({ cidr, zones: zonesOf(zones), internet }).filter((each) =>
        each.startsWith('error'),
      );
      expect(errors).toEqual([]);
    }
  }
});
