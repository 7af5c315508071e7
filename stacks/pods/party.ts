import type { Party } from '../lookups';
import type { MeshStack } from '../mesh-stack';

/** The party of that id. A miss is a bug in meshspan. */
export function partyOf({ site, spec }: MeshStack, id: string): Party {
  const party = site.find.party(id);
  if (party === undefined) throw new Error(`stack "${spec.name}" runs "${id}", which is nowhere`);
  return party;
}
