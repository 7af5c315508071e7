import { defined } from '../../base/properties';
import type { Authority, ClientPolicy, Trust } from '../certificate';
import type { Path } from '../finding';
import type { ByKey } from '../topology';
import type { Text } from '../value';
import { trustedFor } from '../rotation';
import { refers } from './accounts';
import { list, text, texts, type Context, type ValidPolicy } from './context';

type ValidTrust = NonNullable<Exclude<ValidPolicy, 'none'>['trust']>;

/**
 * A written trust. One in private CAs follows a rotation.
 * @param isStated of somebody that nothing here is deployed for: it is what it is
 */
export function trustOf(
  context: Context,
  at: Path,
  written: ValidTrust,
  authorities: ByKey<Authority>,
  isStated = false,
): Trust {
  const { rotation } = context;
  const following = (keys: readonly string[]): readonly string[] =>
    rotation === undefined || isStated
      ? keys
      : [...new Set(keys.flatMap((key) => trustedFor(rotation, key)))];
  const keys = written.authorities === undefined ? undefined : list(written.authorities);
  keys?.forEach((key, index) =>
    refers(context, 'authority', key, authorities, [
      ...at,
      'authorities',
      ...(Array.isArray(written.authorities) ? [index] : []),
    ]),
  );
  const known = (keys ?? []).filter((key) => Object.hasOwn(authorities, key));
  switch (written.kind) {
    case 'private-ca': {
      if (keys?.length === 0)
        context.report(
          'trust/empty',
          at,
          'the trust names no authority',
          'name at least one, or drop the trust',
        );
      known
        .filter((key) => authorities[key]?.kind === 'file')
        .forEach((key) =>
          context.report(
            'trust/kind',
            at,
            `authority "${key}" is a file, not a private CA`,
            `write trust: { kind: file, authorities: ${key} }`,
          ),
        );
      return { kind: 'private-ca', authorities: following(known) };
    }
    case 'sds':
      return defined({ kind: 'sds' as const, secret: text(written.secret), authorities: keys });
    case 'file': {
      const first = known.map((key) => authorities[key]).find((each) => each?.kind === 'file');
      const chain =
        written.chain !== undefined ? text(written.chain) : first?.kind === 'file' ? first.chain : undefined;
      if (chain === undefined)
        context.report('trust/chain', at, 'the trust names no chain file', 'add chain: PATH');
      return defined({ kind: 'file' as const, chain: chain ?? '', authorities: keys });
    }
  }
}

/** What a policy has where it was left out; computed only then. */
export interface Derived {
  trust(): Trust | undefined;
  names(): readonly Text[];
  /** The policy is what callers from outside do. @default it is deployed */
  readonly isStated?: boolean;
}

/** A trust in the first authority that the topology has, as it is written. */
function trustExample(authorities: ByKey<Authority>): string {
  const [first] = Object.values(authorities);
  if (first === undefined) return '{ kind: file, chain: /certs/ca.pem }';
  return `{ kind: ${first.kind === 'file' ? 'file' : 'private-ca'}, authorities: ${first.key} }`;
}

/** A written client policy, completed with what would have been derived. */
export function policyOf(
  context: Context,
  at: Path,
  written: ValidPolicy,
  authorities: ByKey<Authority>,
  certificates: ByKey<unknown>,
  derived: Derived,
): ClientPolicy {
  if (written === 'none') return { kind: 'none', at };
  if (written.certificate !== undefined)
    refers(context, 'certificate', written.certificate, certificates, [...at, 'certificate']);
  const trust =
    written.trust === undefined
      ? derived.trust()
      : trustOf(context, [...at, 'trust'], written.trust, authorities, derived.isStated);
  if (trust === undefined) {
    context.report(
      'call/trust-unknown',
      at,
      'the policy has no trust, and no authority can be derived for it',
      `add trust: ${trustExample(authorities)}`,
    );
  }
  return defined({
    kind: 'tls' as const,
    at,
    enforce: written.enforce ?? true,
    ports: written.ports ?? [],
    trust: trust ?? { kind: 'private-ca' as const, authorities: [] },
    names: written.names === undefined ? derived.names() : texts(written.names),
    certificate: written.certificate,
  });
}
