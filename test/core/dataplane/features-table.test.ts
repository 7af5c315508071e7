import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataPlanes, type DataPlane } from '../../../core/dataplane';
import { envoyFeatures } from '../../../core/dataplane/envoy/features';
import type { Features } from '../../../core/dataplane/features';
import { substrateFields } from '../../../core/dataplane/substrate-fields';
import { featuresReferenceOf } from '../../../core/report';
import { fieldsOf, topologyJsonSchema } from '../../../core/topology';

const fields = fieldsOf(topologyJsonSchema());
const tables: readonly (readonly [name: string, features: Features])[] = [
  ...Object.entries(dataPlanes).map(([name, plane]): readonly [string, Features] => [name, plane.features]),
  ['envoy', envoyFeatures],
];

test('a field is found in whatever contains it', () => {
  for (const field of [
    'mesh.egress',
    'discovery.attributes',
    'tls.clients.trust',
    'healthCheck.path',
    'timeout.idle',
    'route.to.weight',
    'gateway.routes.rewrite.prefix.value',
    'account.network.flowLogs.bucket',
    'certificate.secret',
  ])
    expect(fields).toContain(field);
  expect(fields.filter((field) => field.endsWith('.unit'))).toEqual([]);
});

test.each(tables)(
  '%s has a row for every field that is not of the substrate, and no other row',
  (_, features) => {
    const rows = [...substrateFields, ...Object.keys(features)];
    expect(rows.toSorted()).toEqual(fields);
  },
);

test.each(tables)('each sentence of %s is one that a list can contain', (_, features) => {
  const sentences = Object.values(features).flatMap((row) =>
    row.support === 'native' ? (row.note ?? []) : row.sentence,
  );
  for (const sentence of sentences) expect(sentence).toMatch(/^(?!.*[.\n]$)[a-zA-Z'].{5,170}$/);
});

test.each(Object.values(dataPlanes))(
  'what rules of $name report is reported by rules that it has',
  (plane: DataPlane) => {
    const refusing = Object.values(plane.features).flatMap((row) =>
      row.support !== 'native' && typeof row.by !== 'function' ? [row.by.reportedBy] : [],
    );
    expect(plane.rules.map(({ id }) => id)).toEqual(expect.arrayContaining(refusing));
  },
);

// `node scripts/features-doc.mjs` writes it.
test('docs/data-planes.md is current', () => {
  const file = join(__dirname, '../../../docs/data-planes.md');
  expect(readFileSync(file, 'utf8')).toBe(featuresReferenceOf(dataPlanes));
});
