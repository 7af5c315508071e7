import { join } from 'node:path';
import { issuedSecretObjects } from '../../core/dataplane/pods/objects/issued-secrets';
import { goModule, type Had } from './app-mesh-controller/go';
import { faultsOf, schemasIn } from './app-mesh-controller/schemas';

const objects = issuedSecretObjects({ namespace: 'ai', region: 'us-east-1' }, [
  { secret: 'front-tls', authority: 'root', names: ['ai.example.com', '*.ai.example.com'] },
]);

const MODULES = [
  {
    kind: 'Certificate',
    version: 'v1',
    path: 'github.com/cert-manager/cert-manager',
    at: 'v1.20.2',
    in: 'deploy/crds',
  },
  {
    kind: 'AWSPCAIssuer',
    version: 'v1beta1',
    path: 'github.com/cert-manager/aws-privateca-issuer',
    at: 'v1.7.0',
    in: 'config/crd/bases',
  },
] as const;

/** A module that can be had on this machine, or why not. */
const had: readonly (readonly [(typeof MODULES)[number], Had<string>])[] = MODULES.map((module) => [
  module,
  goModule(module.path, module.at),
]);
const there = had.flatMap(([module, found]) =>
  found.ok ? [[module.kind, module, found.value] as const] : [],
);
const missing = had.flatMap(([module, found]) => (found.ok ? [] : [[module.kind, found.problem] as const]));

if (there.length > 0)
  describe.each(there)('%s', (kind, module, folder) => {
    const schemas = schemasIn(join(folder, module.in), module.version);
    const own = objects.filter((each) => each.kind === kind);

    test('what is written has the fields of its public CRD', () => {
      expect(own).toHaveLength(1);
      expect(faultsOf(schemas, own)).toEqual([]);
    });

    test('a field that is misspelt is found', () => {
      const [first] = own;
      const wrong = { ...first, spec: { ...(first?.['spec'] as object), secretname: 'x' } } as never;
      expect(faultsOf(schemas, [wrong])).toEqual([`${kind} /spec unknown secretname`]);
    });
  });
if (missing.length > 0)
  // oxlint-disable-next-line jest/no-disabled-tests, jest/expect-expect -- its name says why it cannot run here.
  test.skip.each(missing)('%s has the fields of its public CRD (%s)', () => undefined);
