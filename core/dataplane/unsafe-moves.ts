import { unique } from '../base/collections';
import { firstOf } from '../base/text';
import type { RotationStep, Topology } from '../topology';
import type { DeployedCertificate } from './deployed-trust';

/** A deployed certificate that another authority is to issue. */
export interface Move extends DeployedCertificate {
  /** Key of the authority that issued it, or its ARN where no key is known. */
  readonly from: string;
  /** Key of the one that is to issue it. */
  readonly to: string;
}

/** One of which connections could fail while it is deployed. */
export interface UnsafeMove extends Move {
  /** What has to come before it. */
  readonly step: 'trust' | 'issue';
  /** Keys of those that would not verify the certificate. */
  readonly parties: readonly string[];
}

/** One sentence about certificates of a stack that have the same way to go. */
export function sentenceOf({ rotation }: Topology, stack: string, group: readonly UnsafeMove[]): string {
  const [{ from, to, step } = { from: '', to: '', step: 'trust' as const }] = group;
  const keys = unique(group.map(({ key }) => key));
  const parties = unique(group.flatMap((move) => move.parties));
  const what = `${keys.length === 1 ? 'certificate' : 'certificates'} ${firstOf(keys)} of stack "${stack}"`;
  const who = firstOf(parties);
  const problem =
    step === 'trust'
      ? `${what} would come from authority "${to}", which is not trusted yet by ${who}`
      : `${what} would change from authority "${from}" in the same deploy in which ${who} would stop trusting it`;
  // On the way back to the authority that was replaced, both are trusted again first.
  const isBack = rotation?.from === to && rotation.to === from;
  const first = isBack ? stepText(to, from, 'issue') : stepText(from, to, step);
  const over =
    rotation === undefined && step === 'trust'
      ? `; or, where "${from}" has taken the place of "${to}", write ${from} where certificates and trusts name ${to}, and drop authority "${to}"`
      : '';
  return `${problem}: calls would fail until all of them are changed; deploy first with ${first}${over}`;
}

/** A step, as the topology has it. */
export const stepText = (from: string, to: string, step: RotationStep): string =>
  `rotation: { from: ${from}, to: ${to}, step: ${step} }`;
