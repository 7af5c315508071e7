import type { Hit, Path, Tags, Topology } from '../topology';
import { violations, type Written } from './form-hits';

/** Tags that one resource may have (tagging best practices, "Tag naming limits"). */
const MOST_TAGS = 50;
/** `Name`, and `meshspan:environment`. */
const OWN_TAGS = 2;

/** The tags of the topology, and of each thing that has its own: with those of what it belongs to, as its resources get them. */
export function tagHits(topology: Topology): readonly Hit[] {
  const { tags, accounts, workloads, services, gateways, authorities, certificates } = topology;
  const ofAccount = (account: string) => ({ ...tags, ...accounts[account]?.tags });
  const inAccounts = [workloads, services, gateways].flatMap((things) =>
    Object.values(things).map(({ at, account, tags: own }) => ({ at, own, around: ofAccount(account) })),
  );
  const ofOwner = [...Object.values(authorities), ...Object.values(certificates)].flatMap((thing) =>
    'tags' in thing ? [{ at: thing.at, own: thing.tags, around: tags }] : [],
  );
  return [
    { at: [], own: tags, around: {} },
    ...Object.values(accounts).map(({ at, tags: own }) => ({ at, own, around: tags })),
    ...inAccounts,
    ...ofOwner,
  ].flatMap(({ at, own, around }) => ownTagHits([...at, 'tags'], own, around));
}

/**
 * Keys that differ only in case. Most services of AWS distinguish them, but IAM does not (IAM user guide, "Tags for IAM
 * resources"), and every proxy gets a policy.
 */
function sameKeyHits(at: Path, own: Tags, around: Tags): readonly Hit[] {
  const known = new Map(Object.keys(around).map((key) => [key.toLowerCase(), key]));
  return Object.keys(own).flatMap((key) => {
    const other = known.get(key.toLowerCase());
    known.set(key.toLowerCase(), key);
    if (other === undefined || other === key) return [];
    return [
      {
        at: [...at, key],
        summary: `the tags "${other}" and "${key}" differ only in case, and IAM takes them for one`,
        fix: `keep one of the two, or write the key as "${other}" in both places`,
      },
    ];
  });
}

function ownTagHits(at: Path, own: Tags, around: Tags): readonly Hit[] {
  const entries = Object.entries(own);
  if (entries.length === 0) return [];
  const count = Object.keys({ ...around, ...own }).length;
  const tooMany = {
    at,
    summary: `there are ${count} tags${count > entries.length ? ', with those of the topology and the account' : ''}, and a resource has ${MOST_TAGS} at most`,
    fix: `keep at most ${MOST_TAGS - OWN_TAGS} tags, since meshspan adds up to ${OWN_TAGS} of its own`,
  };
  return [
    ...sameKeyHits(at, own, around),
    ...(count > MOST_TAGS - OWN_TAGS ? [tooMany] : []),
    ...violations(
      entries.flatMap(([key, text]): readonly Written[] => [
        { at: [...at, key], what: 'the key of a tag', form: 'tag-key', text: key },
        { at: [...at, key], what: `the value of tag "${key}"`, form: 'tag-value', text },
      ]),
    ),
  ];
}
