import { recordOf } from '../../../core/base/json';
import type { Fields } from '../json-protocol';
import { objectField } from '../json-protocol';
import { refusal } from '../rules';
import { clustersPart, type Asked, type Cluster, type Described } from './state';

/** What has tags in a cluster: the cluster, and all that belongs to it, with the member that is its ARN. */
const tagged = (cluster: Cluster): readonly (readonly [string, Described])[] => [
  ['arn', cluster.described],
  ...Object.values(cluster.nodeGroups).map((one) => ['nodegroupArn', one] as const),
  ...Object.values(cluster.addons).map((one) => ['addonArn', one] as const),
  ...Object.values(cluster.accessEntries).map(({ described }) => ['accessEntryArn', described] as const),
  ...Object.values(cluster.podIdentities).map((one) => ['associationArn', one] as const),
];

function thingOf({ world, names: [arn = ''] }: Asked): Described {
  const found = Object.values(world.part(clustersPart))
    .flatMap(tagged)
    .find(([member, thing]) => thing[member] === arn);
  if (found === undefined) throw refusal('eks/not-found', arn);
  return found[1];
}

export const listTags = (asked: Asked): Fields => ({ tags: recordOf(thingOf(asked)['tags']) });

export function tag(asked: Asked): Fields {
  const thing = thingOf(asked);
  thing['tags'] = { ...recordOf(thing['tags']), ...objectField(asked.fields, 'tags') };
  return {};
}

export function untag(asked: Asked): Fields {
  const thing = thingOf(asked);
  const gone = asked.call.query.getAll('tagKeys');
  const kept = Object.entries(recordOf(thing['tags'])).filter(([key]) => !gone.includes(key));
  thing['tags'] = Object.fromEntries(kept);
  return {};
}
