import type { TaskPlace } from '../place/text';
import type { PlacedInterface } from '../network/ledger';

/** The place of a task on this machine: what its loopback addresses are. */
export function placeOf(nic: PlacedInterface, address: () => string): TaskPlace {
  const known = new Map<string, string>();
  return {
    local: nic.local,
    inside: nic.inside,
    loopback: (asked) => {
      const found = known.get(asked) ?? address();
      known.set(asked, found);
      return found;
    },
  };
}
