import * as fc from 'fast-check';
import { storeIndexOf } from '../../../../core/dataplane/tasks/store-index';
import type { Closed, Store } from '../../../../core/topology';

const folders = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 });
const paths = folders.map((parts) => `/${parts.join('/')}`);

const storesAt = (mountPaths: readonly string[]): Readonly<Record<string, Closed<Store>>> =>
  Object.fromEntries(
    mountPaths.map((mountPath, index) => [
      `s${index}`,
      { key: `s${index}`, at: [], kind: 'task-volume', mountPath },
    ]),
  );

test('the store above a file is the first whose mount path it is below', () => {
  fc.assert(
    fc.property(fc.array(paths, { maxLength: 6 }), paths, (mountPaths, folder) => {
      const stores = storesAt(mountPaths);
      const file = `${folder}/tls.crt`;
      const first = Object.values(stores).find(({ mountPath }) => file.startsWith(`${mountPath}/`));
      expect(storeIndexOf(stores).above(file)).toBe(first);
    }),
  );
});

test('stores are in the order of the topology, each once', () => {
  const stores = storesAt(['/a', '/b', '/c']);
  const keys = ['s2', 's0', 's2', 'none'];
  expect(
    storeIndexOf(stores)
      .ofKeys(keys)
      .map(({ key }) => key),
  ).toEqual(['s0', 's2']);
});
