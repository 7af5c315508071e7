import type { CertificateSpec, Lowered } from '../../../core/dataplane/lowered';
import type { Closed } from '../../../core/topology';
import { inParallel } from '../../../terraform/pool';
import { authoritiesOf, newAuthority, type LabAuthorities, type LabAuthority } from './authorities';
import { newLeaf, optionsOf, type Leaf } from './leaves';

export type { LabAuthority } from './authorities';
export { newLeaf, type Leaf } from './leaves';

/** Keys that are generated at the same time. */
const WIDTH = 4;

/** All authorities and certificates of a lab. */
export interface Pki {
  readonly authorities: LabAuthorities;
  /** Nobody trusts it. */
  readonly foreign: LabAuthority;
  /** The authority that has signed a certificate of an account. */
  issuerOf(certificate: string, account: string): LabAuthority | undefined;
  /** The certificate of that key in an account. */
  leafOf(certificate: string, account: string): Leaf | undefined;
  /** A certificate that is not of the mesh, such as one of an application. */
  anyLeaf(): Promise<Leaf>;
  /** Authorities of the topology that have signed an authority, or one that did. */
  above(authority: LabAuthority): readonly LabAuthority[];
  /** Certificates of authorities; where a trust does not say which, those of all. */
  bundleOf(authorities: readonly string[] | undefined): string;
}

/** Issues everything that the proxies, and callers from outside, show. */
export async function newPki(lowered: Closed<Lowered>): Promise<Pki> {
  const authorities = await authoritiesOf(lowered.authorities);
  const [foreign, unknown] = [
    await newAuthority({ commonName: 'an authority that nobody trusts' }),
    await newAuthority({ commonName: 'an authority that the topology does not name' }),
  ];
  const idOf = (key: string, account: string): string => `${account} ${key}`;
  const all: readonly Closed<CertificateSpec>[] = [
    ...lowered.certificates,
    ...(lowered.shownFromOutside ?? []),
  ];
  const options = new Map(
    all.map((each) => [idOf(each.key, each.account), optionsOf(each, authorities, unknown)] as const),
  );
  const leaves = new Map(
    await inParallel([...options], WIDTH, async ([id, wanted]) => [id, await newLeaf(wanted)] as const),
  );
  return {
    authorities,
    foreign,
    issuerOf: (key, account) => options.get(idOf(key, account))?.issuer,
    leafOf: (key, account) => leaves.get(idOf(key, account)),
    anyLeaf: () => newLeaf({ issuer: unknown, names: ['application.invalid'] }),
    above: ({ signers }) => [...authorities.values()].filter(({ pem }) => signers.includes(pem)),
    bundleOf: (keys) => {
      const named = keys ?? [...authorities.keys()];
      const pems = named.flatMap((key) => authorities.get(key)?.pem ?? []);
      if (keys === undefined) pems.push(unknown.pem);
      return `${[...new Set(pems)].join('\n')}\n`;
    },
  };
}
