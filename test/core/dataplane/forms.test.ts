import { findings, lines, type Change } from './ferry';

const SUBJECT = ['authorities', 'root'] as const;
const DESK = ['workloads', 'desk', 'discovery'] as const;
const ENGINE_ROUTE = ['services', 'engine', 'routes', 0] as const;
const RAMP_ROUTE = ['gateways', 'ramp', 'routes', 0] as const;
const later = { parameter: 'LATER' };

test('a topology whose texts are as AWS accepts them has no finding', () => {
  expect(findings()).toEqual([]);
});

const ROWS: readonly (readonly [string, Change, ...string[]])[] = [
  ['a tag of AWS', [['tags', 'aws:owner'], 'me'], 'aws/tag at tags.aws:owner'],
  ['a tag of AWS in capitals', [['tags', 'AWS:owner'], 'me'], 'aws/tag at tags.AWS:owner'],
  ['a tag key with a bracket', [['tags', 'a(b)'], 'me'], 'aws/tag at tags.a(b)'],
  ['a tag value with a comma', [['tags', 'line'], 'a, b'], 'aws/tag at tags.line'],
  ['a tag key of 129', [['tags', 'k'.repeat(129)], 'me'], `aws/tag at tags.${'k'.repeat(129)}`],
  ['a tag value of 257', [['tags', 'line'], 'v'.repeat(257)], 'aws/tag at tags.line'],
  [
    'a country in words',
    [[...SUBJECT, 'country'], 'Sweden'],
    'authority/subject at authorities.root.country',
  ],
  [
    'an organization of 65',
    [[...SUBJECT, 'organization'], 'o'.repeat(65)],
    'authority/subject at authorities.root.organization',
  ],
  [
    'a common name of 65',
    [[...SUBJECT, 'commonName'], 'n'.repeat(65)],
    'authority/subject at authorities.root.commonName',
  ],
  [
    'a Cloud Map service with a space',
    [[...DESK, 'service'], 'my desk'],
    'discovery/name at workloads.desk.discovery',
    'app-mesh/object-name at workloads.desk',
    'app-mesh/object-name at workloads.desk',
    'tls/certificate-name at workloads.desk',
  ],
  [
    'a Cloud Map service with an underscore',
    [[...DESK, 'service'], 'my_desk'],
    'tls/certificate-name at workloads.desk',
  ],
  [
    'an existing namespace with a space',
    [['workloads', 'radar', 'discovery', 'namespace'], 'old internal'],
    'discovery/name at workloads.radar.discovery',
    'tls/certificate-name at workloads.radar',
    'app-mesh/object-name at services.radar',
  ],
  [
    'an attribute with a space in its name',
    [[...DESK, 'attributes'], { 'a b': 'c' }],
    'discovery/name at workloads.desk.discovery',
  ],
  [
    'an attribute with a space at its end',
    [[...DESK, 'attributes'], { stage: 'blue ' }],
    'discovery/name at workloads.desk.discovery',
  ],
  [
    'a host name with a slash',
    [['workloads', 'horn', 'discovery', 'hostname'], 'horn/boat.example'],
    'discovery/host at workloads.horn.discovery.hostname',
    'tls/certificate-name at workloads.horn',
  ],
  [
    'a host name of one label',
    [['workloads', 'horn', 'discovery', 'hostname'], 'horn'],
    'tls/certificate-name at workloads.horn',
  ],
  [
    'a record with a space',
    [['gateways', 'ramp', 'record', 'name'], 'my ferry.example'],
    'discovery/host at gateways.ramp.record.name',
    'tls/certificate-name at gateways.ramp',
  ],
  [
    'a gateway route for a URL',
    [[...RAMP_ROUTE, 'hostname'], 'https://ferry.example'],
    'discovery/host at gateways.ramp.routes.0.hostname',
  ],
  [
    'a suffix with a wildcard',
    [[...RAMP_ROUTE, 'hostname'], { suffix: '*.ferry.example' }],
    'discovery/host at gateways.ramp.routes.0.hostname',
  ],
  [
    'a header with a space',
    [[...ENGINE_ROUTE, 'headers'], { 'x stage': 'blue' }],
    'app-mesh/header-name at services.engine.routes.0',
  ],
  [
    'a header with a letter beyond ASCII',
    [[...RAMP_ROUTE, 'headers'], { 'x-läge': 'blue' }],
    'app-mesh/header-name at gateways.ramp.routes.0',
  ],
  [
    'metadata with a colon',
    [['services', 'radar', 'routes', 0, 'metadata'], { 'x:sea': 'calm' }],
    'app-mesh/header-name at services.radar.routes.0',
  ],
  ['the mesh of a security group', [['mesh'], 'sg-ferry'], 'app-mesh/object-name at mesh'],
  ['a mesh with a bracket', [['mesh'], 'ferry(1)'], 'app-mesh/object-name at mesh'],
];

test.each(ROWS.map(([what, change, ...found]) => ({ what, change, found })))('$what', ({ change, found }) => {
  const seen = lines(change);
  for (const line of found) expect(seen.filter((each) => each.startsWith(line))).not.toEqual([]);
  expect(seen.filter((line) => !found.some((each) => line.startsWith(each)))).toEqual([]);
});

const RIGHT: readonly (readonly [string, ...(readonly Change[])])[] = [
  ['an open tag', [['tags', 'line'], later]],
  [
    'an open host name',
    [['workloads', 'horn', 'discovery', 'hostname'], later],
    [['services', 'horn', 'name'], later],
  ],
  ['a suffix with its dot', [[...RAMP_ROUTE, 'hostname'], { suffix: '.ferry.example' }]],
  [
    'an underscore in a name that no certificate has',
    [['workloads', 'horn', 'discovery', 'hostname'], 'the_horn.example'],
    [['workloads', 'horn', 'listens', 'tls'], 'none'],
  ],
  [
    'a mesh in capitals',
    [['mesh'], 'Ferry'],
    [['certificates', 'bought', 'facts', 'names'], ['engine.boat.ferry.internal']],
  ],
];

test.each(RIGHT.map(([what, ...changes]) => ({ what, changes })))('$what is right', ({ changes }) => {
  expect(lines(...changes).filter((line) => !line.startsWith('service/name'))).toEqual([]);
});
