import * as fc from 'fast-check';
import { byName } from '../../../../core/base/collections';
import { readMesh, type MeshObjects } from '../../../../core/dataplane/app-mesh/read';
import { topologyOf } from '../../../../core/topology';
import { meshObjects } from './arbitrary';
import { objectsOf } from './objects';

/** Objects by who they are, since a topology has no order of them. */
function byIdentity(objects: MeshObjects): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(objects).map(([kind, all]) => [
      kind,
      Array.isArray(all)
        ? Object.fromEntries(
            (all as readonly MeshObjects['mesh'][]).map(({ meshName, metadata, spec, ...names }) => [
              JSON.stringify(Object.entries(names).toSorted(([a], [b]) => byName(a, b))),
              { meshName, metadata, spec, names },
            ]),
          )
        : all,
    ]),
  );
}

test('what is read and deployed again is the same, whatever App Mesh holds', () => {
  fc.assert(
    fc.property(meshObjects, (objects) => {
      const { written, leftOut } = readMesh(objects, { region: 'us-west-2' });
      expect(leftOut).toEqual([]);
      const topology = topologyOf(written);
      if (!topology.ok) throw new Error(topology.findings.map(({ summary }) => summary).join('; '));
      expect(byIdentity(objectsOf(topology.value).objects)).toEqual(byIdentity(objects));
    }),
    { numRuns: 60 },
  );
});
