import { recordOf } from '../../../core/base/json';
import { listField, objectField, textField, type Fields } from '../json-protocol';
import { newPodIdentity } from './pod-identity';
import type { Eks } from './eks';
import {
  arnBelow,
  clusterArnOf,
  clusterOf,
  demandNew,
  memberOf,
  updated,
  type Asked,
  type Described,
} from './state';

/** Namespaces of add-ons that are not in that of the system (EKS user guide, "Community add-ons" and "AWS add-ons"). */
const NAMESPACES: Readonly<Record<string, string>> = {
  'aws-privateca-connector-for-kubernetes': 'aws-privateca-issuer',
  'cert-manager': 'cert-manager',
};

/** Installs an add-on, as far as AWS's answers go: nothing of it runs here. */
export async function createAddon(asked: Asked, eks: Eks): Promise<Fields> {
  const { world, fields } = asked;
  const { addons } = clusterOf(asked);
  const addonName = textField(fields, 'addonName') ?? '';
  demandNew(addons, addonName);
  const described: Described = {
    addonName,
    clusterName: asked.names[0],
    status: 'ACTIVE',
    addonVersion: textField(fields, 'addonVersion') ?? 'v1.0.0-eksbuild.1',
    health: { issues: [] },
    addonArn: arnBelow(asked, 'addon', `${addonName}/${world.newId()}`),
    createdAt: world.now(),
    modifiedAt: world.now(),
    serviceAccountRoleArn: fields['serviceAccountRoleArn'],
    configurationValues: fields['configurationValues'],
    podIdentityAssociations: await identitiesOf(asked, eks),
    tags: objectField(fields, 'tags'),
  };
  addons[addonName] = described;
  await eks.servers.get(clusterArnOf(asked.call, asked.names[0] ?? ''))?.installAddon(addonName);
  return { addon: described };
}

/** The associations that an add-on brings along, as their ARNs. */
async function identitiesOf(asked: Asked, eks: Eks): Promise<readonly unknown[]> {
  const arns: unknown[] = [];
  // An update names the add-on in its path.
  const name = textField(asked.fields, 'addonName') ?? asked.names[1] ?? '';
  const namespace = NAMESPACES[name] ?? 'kube-system';
  for (const wanted of listField(asked.fields, 'podIdentityAssociations').map(recordOf)) {
    const made = await newPodIdentity({ ...asked, fields: { namespace, ...wanted } }, eks);
    arns.push(made['associationArn']);
  }
  return arns;
}

const addonOf = (asked: Asked): Described => memberOf(clusterOf(asked).addons, asked);

export const describeAddon = (asked: Asked): Fields => ({ addon: addonOf(asked) });

export const listAddons = (asked: Asked): Fields => ({ addons: Object.keys(clusterOf(asked).addons) });

export async function updateAddon(asked: Asked, eks: Eks): Promise<Fields> {
  const addon = addonOf(asked);
  for (const name of ['addonVersion', 'serviceAccountRoleArn', 'configurationValues'])
    if (asked.fields[name] !== undefined) addon[name] = asked.fields[name];
  if (asked.fields['podIdentityAssociations'] !== undefined) {
    forgetIdentities(asked, addon);
    addon['podIdentityAssociations'] = await identitiesOf(asked, eks);
  }
  return updated(asked, clusterOf(asked), 'AddonUpdate');
}

export function deleteAddon(asked: Asked): Fields {
  const addon = addonOf(asked);
  forgetIdentities(asked, addon);
  delete clusterOf(asked).addons[asked.names[1] ?? ''];
  return { addon: { ...addon, status: 'DELETING' } };
}

function forgetIdentities(asked: Asked, addon: Described): void {
  const { podIdentities } = clusterOf(asked);
  const arns = listField(addon, 'podIdentityAssociations');
  for (const [id, { associationArn }] of Object.entries(podIdentities))
    if (arns.includes(associationArn)) delete podIdentities[id];
}
