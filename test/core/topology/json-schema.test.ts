import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { topologyJsonSchema } from '../../../core/topology';

test('schema/topology.schema.json is what the code says (npm run schema writes it)', () => {
  const written: unknown = JSON.parse(
    readFileSync(join(__dirname, '../../../schema/topology.schema.json'), 'utf8'),
  );
  expect(written).toEqual(JSON.parse(JSON.stringify(topologyJsonSchema())));
});
