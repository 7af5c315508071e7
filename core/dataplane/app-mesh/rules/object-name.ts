import { openParametersOf } from '../../../topology';
import { refusal, type Rule } from './rule';

/** Names that stand in ARNs hold nothing that ends a part of one (assumed: the API states only a length). */
export const objectName: Rule = (_, { mesh, parties, services }) =>
  [
    { at: ['mesh'], name: mesh.name },
    ...parties.map(({ at, name }) => ({ at, name })),
    ...services.flatMap(({ at, name, router }) =>
      [name, router?.name ?? name].map((each) => ({ at, name: each })),
    ),
  ]
    .filter(({ name }) => openParametersOf(name).length === 0 && /[\s/@:]/.test(name))
    .map(({ at, name }) =>
      refusal(
        'app-mesh/object-name',
        at,
        `the name "${name}" would break the ARN that it stands in`,
        'use letters, digits, ".", "_" and "-"',
      ),
    );
