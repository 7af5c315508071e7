import type { Instant } from '../base/instant';
import type { Lowered } from '../dataplane/lowered';
import { callInspection, type Inspection } from './edges';
import { entryInspections, uncoveredInspections } from './entries';
import { lookupsOf } from './lookups';

/** Every edge of the mesh: those from outside first, then the calls. */
export function inspectionsOf(lowered: Lowered, at?: Instant): readonly Inspection[] {
  const lookups = lookupsOf(lowered, at);
  return [
    ...lowered.parties.flatMap((party) => [
      ...uncoveredInspections(lookups, party),
      ...party.entries.flatMap((entry) => entryInspections(lookups, party, entry)),
    ]),
    ...lowered.connections.map((connection) => callInspection(lookups, connection)),
  ];
}
