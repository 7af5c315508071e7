import { openParametersOf } from '../../../topology';
import { hit, type AppMeshRule } from './rule';

/** Names that stand in ARNs hold nothing that ends a part of one (assumed: the API states only a length). */
export const objectName: AppMeshRule = {
  id: 'app-mesh/object-name',
  severity: 'error',
  sentence: 'a name would break the ARN that it is part of',
  source: 'assumed',
  hitsOf: (_, { mesh, parties, services }) =>
    [
      { at: ['mesh'], name: mesh.name },
      ...parties.map(({ at, name }) => ({ at, name })),
      ...services.flatMap(({ at, name, router }) =>
        [name, router?.name ?? name].map((each) => ({ at, name: each })),
      ),
    ]
      .filter(({ name }) => openParametersOf(name).length === 0 && /[\s/@:]/.test(name))
      .map(({ at, name }) =>
        hit(
          at,
          `the name "${name}" would break the ARN that it stands in`,
          'use letters, digits, ".", "_" and "-"',
        ),
      ),
};
