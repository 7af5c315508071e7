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

const had: readonly (readonly [(typeof MODULES)[number], Had<string>])[] = MODULES.map((module) => [
  module,
  goModule(module.path, module.at),
]);

for (const [module, found] of had) {
  const name = `what is written as ${module.kind} has the fields of its public CRD`;
  if (!found.ok) {
    // oxlint-disable-next-line jest/no-disabled-tests -- its name says why it cannot run here.
    test.skip(`${name} (${found.problem})`, () => undefined);
    continue;
  }
  const schemas = schemasIn(join(found.value, module.in), module.version);
  const own = objects.filter(({ kind }) => kind === module.kind);
  test(name, () => {
    expect(own).toHaveLength(1);
    expect(faultsOf(schemas, own)).toEqual([]);
  });
  test(`a field of ${module.kind} that is misspelt is found`, () => {
    const [first] = own;
    const wrong = { ...first, spec: { ...(first?.['spec'] as object), secretname: 'x' } } as never;
    expect(faultsOf(schemas, [wrong])).toEqual([`${module.kind} /spec unknown secretname`]);
  });
}
