import { findings, id, lines, type Change } from './ferry';

const ZONES = ['accounts', 'pier', 'network', 'zones'] as const;
const CA = ['authorities', 'company', 'arn'] as const;
const ENTRY = ['workloads', 'desk', 'entry'] as const;
const later = { parameter: 'LATER' };

const ROWS: readonly (readonly [string, Change, ...string[]])[] = [
  ['a region with a letter missing', [['region'], 'eu-nrth-1'], 'topology/region at region'],
  [
    'a region with a number that AWS has not reached',
    [['region'], 'eu-north-9'],
    'topology/region at region',
  ],
  ['a region number of nought', [['region'], 'eu-north-0'], 'topology/region at region'],
  ['a region without App Mesh', [['region'], 'ca-west-1'], 'app-mesh/region at region'],
  [
    'a region that may be new',
    [['region'], 'eu-north-2'],
    'topology/new-region at region',
    'app-mesh/region at region',
  ],
  [
    'a place that may be new',
    [['region'], 'nz-pacific-1'],
    'topology/new-region at region',
    'app-mesh/region at region',
  ],
  ['GovCloud', [['region'], 'us-gov-west-1'], 'app-mesh/region at region'],
  ['a zone of another region', [[...ZONES, 1], 'eu-west-1b'], `aws/zone at ${ZONES.join('.')}.1`],
  ['a zone without a letter', [[...ZONES, 0], 'eu-north-1'], `aws/zone at ${ZONES.join('.')}.0`],
  ['a zone of a longer region', [[...ZONES, 0], 'eu-north-12a'], `aws/zone at ${ZONES.join('.')}.0`],
  ['two entries on one port', [[...ENTRY, 1, 'port'], 443], 'entry/same-port at workloads.desk.entry.1'],
  ['a role with a space', [['accounts', 'pier', 'role'], 'my role'], 'aws/arn at accounts.pier.role'],
  ['a role of 65', [['accounts', 'pier', 'role'], 'r'.repeat(65)], 'aws/arn at accounts.pier.role'],
  [
    'a role of another partition',
    [['accounts', 'boat', 'role'], 'arn:aws-cn:iam::222222222222:role/deploy'],
    'aws/arn at accounts.boat.role',
  ],
  [
    'a user as a role',
    [['accounts', 'boat', 'role'], 'arn:aws:iam::222222222222:user/deploy'],
    'aws/arn at accounts.boat.role',
  ],
  ['an authority that is no ARN', [[...CA], id], 'aws/arn at authorities.company.arn'],
  [
    'an authority of another service',
    [[...CA], `arn:aws:kms:eu-north-1:111111111111:key/${id}`],
    'aws/arn at authorities.company.arn',
  ],
  [
    'an authority of another partition',
    [[...CA], `arn:aws-us-gov:acm-pca:eu-north-1:111111111111:certificate-authority/${id}`],
    'aws/arn at authorities.company.arn',
  ],
  [
    'an authority of an account with eleven digits',
    [[...CA], `arn:aws:acm-pca:eu-north-1:11111111111:certificate-authority/${id}`],
    'aws/arn at authorities.company.arn',
    'tls/unshared-authority at authorities.company',
  ],
  [
    'an authority without its id',
    [[...CA], 'arn:aws:acm-pca:eu-north-1:111111111111:certificate-authority'],
    'aws/arn at authorities.company.arn',
  ],
  [
    'a load balancer certificate of another region',
    [['certificates', 'public', 'arn'], `arn:aws:acm:us-east-1:111111111111:certificate/${id}`],
    'tls/foreign-certificate at workloads.desk.entry.0',
  ],
  [
    'a load balancer certificate of another account',
    [['certificates', 'public', 'arn'], `arn:aws:acm:eu-north-1:222222222222:certificate/${id}`],
    'tls/foreign-certificate at workloads.desk.entry.0',
  ],
  [
    'a load balancer certificate of IAM',
    [['certificates', 'public', 'arn'], 'arn:aws:iam::111111111111:server-certificate/x'],
    'aws/arn at certificates.public.arn',
  ],
];

test.each(ROWS.map(([what, change, ...found]) => ({ what, change, found })))('$what', ({ change, found }) => {
  const seen = lines(change);
  for (const line of found) expect(seen.filter((each) => each.startsWith(line))).not.toEqual([]);
  // Another region is also another one than that of every ARN.
  if (change[0][0] === 'region') return;
  expect(seen.filter((line) => !found.some((each) => line.startsWith(each)))).toEqual([]);
});

const RIGHT: readonly (readonly [string, ...(readonly Change[])])[] = [
  ['an open region', [['region'], later], [ZONES, [later, later]]],
  ['a local zone', [[...ZONES, 0], 'eu-north-1-hel-1a']],
  ['an open authority', [[...CA], later]],
  ['an open role', [['accounts', 'pier', 'role'], later]],
  ['two entries on two open ports', [[...ENTRY, 1, 'port'], later]],
];

test.each(RIGHT.map(([what, ...changes]) => ({ what, changes })))('$what is right', ({ changes }) => {
  expect(lines(...changes).filter((line) => !line.startsWith('service/name'))).toEqual([]);
});

test('a region that is nearly one is offered', () => {
  const fixes = (region: string): readonly string[] =>
    findings([['region'], region])
      .filter(({ rule }) => rule === 'topology/region')
      .map(({ fix }) => fix);
  expect(fixes('eu-nrth-1')).toEqual(['did you mean "eu-north-1"?']);
  expect(fixes('eu-west-9')).toEqual(['did you mean "eu-west-3"?']);
  expect(fixes('eu-west-4')).toEqual([]);
});

test('what a fix asks for is taken', () => {
  const [role] = findings([['accounts', 'pier', 'role'], 'my role']);
  const arn = /arn:\S+/.exec(role?.fix ?? '')?.[0];
  expect(lines([['accounts', 'pier', 'role'], arn])).toEqual([]);
  const [authority] = findings([[...CA], id]);
  expect(lines([[...CA], authority?.fix.replace('write one such as ', '')])).toEqual([]);
  const [zone] = findings([[...ZONES, 0], 'mars']);
  expect(lines([[...ZONES, 0], zone?.fix.replace('write one such as ', '')])).toEqual([]);
});
