import { FORMS, openParametersOf } from '../../../topology';
import type { AppMeshLowered } from '../specs';
import { hit } from '../../hit';
import type { AppMeshRule } from './rule';

/** Names in ARNs contain nothing that ends a part of one (assumed: the API states only a length). */
export const objectName: AppMeshRule = {
  id: 'app-mesh/object-name',
  severity: 'error',
  sentence: 'a name would break the ARN that it is part of, or the names that are derived from it',
  source: 'assumed',
  hitsOf: (_, lowered) => [
    ...[
      { at: ['mesh'], name: lowered.mesh.name },
      ...lowered.parties.map(({ at, name }) => ({ at, name })),
      ...lowered.services.flatMap(({ at, name, router }) =>
        [name, router?.name ?? name].map((each) => ({ at, name: each })),
      ),
    ]
      .filter(({ name }) => breaksArns(name))
      .map(({ at, name }) =>
        hit(
          at,
          `the name "${name}" would break the ARN that it is part of`,
          'use letters, digits, ".", "_" and "-"',
        ),
      ),
    ...meshHits(lowered),
  ],
};

const breaksArns = (name: string): boolean => openParametersOf(name).length === 0 && /[\s/@:]/.test(name);

/** EC2's limit for the name and the description of a security group. */
const GROUP_TEXT = 255;

/** Policies of proxies and security groups are named after the mesh (IAM and EC2 have rules of their own). */
function meshHits({ mesh: { name }, parties }: AppMeshLowered) {
  if (openParametersOf(name).length > 0 || breaksArns(name)) return [];
  const found = [
    ...(/^[\w+=,.@-]*$/.test(name)
      ? []
      : [`IAM accepts only ${FORMS['policy-name'].takes} in the names of policies`]),
    ...(/^sg-/i.test(name) ? ['EC2 refuses security groups whose names begin with "sg-"'] : []),
    ...parties
      .filter(({ kind, key }) => `${kind} ${key} of mesh ${name}`.length > GROUP_TEXT)
      .slice(0, 1)
      .map(
        ({ key }) =>
          `the security group of "${key}" would have a description of more than ${GROUP_TEXT} characters`,
      ),
  ];
  return found.map((why) =>
    hit(
      ['mesh'],
      `policies and security groups are named after the mesh "${name}", and ${why}`,
      'give the mesh a shorter name of letters, digits, ".", "_" and "-" that does not begin with "sg-"',
    ),
  );
}
