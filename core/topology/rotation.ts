import type { Certificate } from './certificate';
import type { Path } from './finding';

/** The three deploys of a rotation, in their order. */
export const ROTATION_STEPS = ['trust', 'issue', 'finish'] as const;
export type RotationStep = (typeof ROTATION_STEPS)[number];

/**
 * One authority takes the place of another. In each step what the other side of a connection has of the step before
 * still verifies, so that the sides may change in any order.
 */
export interface Rotation {
  readonly at: Path;
  /** Key of the authority that is replaced. */
  readonly from: string;
  /** Key of the one that takes its place. */
  readonly to: string;
  /** `trust`: both are trusted, the old one issues. `issue`: the new one issues. `finish`: the new one alone is trusted. */
  readonly step: RotationStep;
}

/** Who issues a certificate. */
export interface Signer {
  /** Key of the authority. */
  readonly authority: string;
  /** The rotation decides which of its two authorities that is. */
  readonly rotates?: true;
}

/** Who issues a certificate for which an authority is named. */
export const signerOf = (rotation: Rotation | undefined, named: string): Signer =>
  named !== rotation?.from
    ? { authority: named }
    : { authority: rotation.step === 'trust' ? named : rotation.to, rotates: true };

/** Whom a side trusts that trusts an authority. */
export const trustedFor = (rotation: Rotation | undefined, named: string): readonly string[] => {
  if (named !== rotation?.from) return [named];
  return rotation.step === 'finish' ? [rotation.to] : [rotation.from, rotation.to];
};

/** Keys of the authorities whose roots a side trusts that verifies a certificate; empty: its issuer is unknown. */
export function trustedSignersOf(
  rotation: Rotation | undefined,
  certificate: Pick<Certificate, 'facts'> & { readonly rotates?: true },
): readonly string[] {
  const { issuer } = certificate.facts;
  if (issuer === undefined) return [];
  return trustedFor(
    rotation,
    certificate.rotates === true && rotation !== undefined ? rotation.from : issuer,
  );
}
