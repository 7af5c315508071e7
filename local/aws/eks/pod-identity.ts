import { randomBytes } from 'node:crypto';
import { objectField, textField, type Fields } from '../json-protocol';
import { refusal } from '../rules';
import { demandRole, tagsOfPods } from './roles';
import type { Eks } from './eks';
import { arnBelow, clusterOf, memberOf, type Asked, type Described } from './state';

const SERVICE = 'pods.eks.amazonaws.com';

/** Associates a role with the pods of a service account: one for each. */
export async function newPodIdentity(asked: Asked, eks: Eks): Promise<Described> {
  const { world, fields } = asked;
  const { podIdentities } = clusterOf(asked);
  const [namespace, serviceAccount, roleArn] = ['namespace', 'serviceAccount', 'roleArn'].map(
    (name) => textField(fields, name) ?? '',
  ) as [string, string, string];
  const isTaken = Object.values(podIdentities).some(
    (one) => one['namespace'] === namespace && one['serviceAccount'] === serviceAccount,
  );
  if (isTaken) throw refusal('eks/exists', `${namespace}/${serviceAccount}`);
  await demandRole(asked, eks.forward, roleArn, SERVICE, tagsOfPods(asked, namespace, serviceAccount));
  const associationId = `a-${randomBytes(9).toString('hex').slice(0, 17)}`;
  const described: Described = {
    clusterName: asked.names[0],
    namespace,
    serviceAccount,
    roleArn,
    associationArn: arnBelow(asked, 'podidentityassociation', associationId),
    associationId,
    tags: objectField(fields, 'tags'),
    createdAt: world.now(),
    modifiedAt: world.now(),
    disableSessionTags: fields['disableSessionTags'] ?? false,
  };
  podIdentities[associationId] = described;
  return described;
}

export const createPodIdentityAssociation = async (asked: Asked, eks: Eks): Promise<Fields> => ({
  association: await newPodIdentity(asked, eks),
});

const identityOf = (asked: Asked): Described => memberOf(clusterOf(asked).podIdentities, asked);

export const describePodIdentityAssociation = (asked: Asked): Fields => ({ association: identityOf(asked) });

export function listPodIdentityAssociations(asked: Asked): Fields {
  const { query } = asked.call;
  const wanted = ['namespace', 'serviceAccount'].filter((name) => query.has(name));
  const found = Object.values(clusterOf(asked).podIdentities).filter((one) =>
    wanted.every((name) => one[name] === query.get(name)),
  );
  return { associations: found };
}

export async function updatePodIdentityAssociation(asked: Asked, eks: Eks): Promise<Fields> {
  const association = identityOf(asked);
  const roleArn = textField(asked.fields, 'roleArn');
  if (roleArn !== undefined) {
    const tags = tagsOfPods(asked, String(association['namespace']), String(association['serviceAccount']));
    await demandRole(asked, eks.forward, roleArn, SERVICE, tags);
    association['roleArn'] = roleArn;
  }
  return { association };
}

export function deletePodIdentityAssociation(asked: Asked): Fields {
  const association = identityOf(asked);
  delete clusterOf(asked).podIdentities[asked.names[1] ?? ''];
  return { association };
}
