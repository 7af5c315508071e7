import { unique } from '../../base/collections';
import { defined } from '../../base/properties';
import type { ClientPolicy, Trust } from '../certificate';
import type { Path } from '../finding';
import type { ByKey } from '../topology';
import type { Entry, ListenerTls, Workload } from '../workload';
import { rootOf, trustInAll } from '../roots';
import { trustedSignersOf, type Rotation } from '../rotation';
import type { Known } from './calls';
import { list, type Context, type ValidEntry, type ValidPolicy } from './context';
import { policyOf } from './policies';

type Completed = Pick<Known, 'authorities' | 'certificates'>;

/** What callers from outside require of TLS and present. They look up none of the mesh's names, so no name follows. */
export function callersOf(
  context: Context,
  at: Path,
  written: ValidPolicy | undefined,
  listeners: readonly { readonly tls: ListenerTls }[],
  { authorities, certificates }: Completed,
): ClientPolicy | undefined {
  if (written === undefined) return undefined;
  const noTrust: Trust = { kind: 'private-ca', authorities: [] };
  const trust = () => {
    if (written !== 'none' && written.enforce === false) return noTrust;
    return context.secure
      ? trustInSigners(context.rotation, listeners, { authorities, certificates })
      : undefined;
  };
  return policyOf(context, at, written, authorities, certificates, {
    trust,
    names: () => [],
    isStated: true,
  });
}

/** The workloads, with what is written about the callers of their entries: certificates are known by now. */
export const withEntries = (
  context: Context,
  workloads: ByKey<Workload>,
  known: Completed,
): ByKey<Workload> =>
  Object.fromEntries(
    Object.entries(workloads).map(([key, workload]) => {
      const { entries, listeners } = workload;
      const written = context.valid.workloads?.[key]?.entry;
      return [key, { ...workload, entries: withCallers(context, entries, written, listeners, known) }];
    }),
  );

/** The entries with what is written about their callers. */
export function withCallers(
  context: Context,
  entries: readonly Entry[],
  written: ValidEntry | readonly ValidEntry[] | undefined,
  listeners: readonly { readonly tls: ListenerTls }[],
  known: Completed,
): readonly Entry[] {
  const each = list<ValidEntry>(written);
  return entries.map((entry, index) =>
    defined({
      ...entry,
      callers: callersOf(context, [...entry.at, 'callers'], each[index]?.callers, listeners, known),
    }),
  );
}

/** The root above what the listeners present, where it is one; both of a rotation. */
function trustInSigners(
  rotation: Rotation | undefined,
  listeners: readonly { readonly tls: ListenerTls }[],
  { authorities, certificates }: Completed,
): Trust | undefined {
  const above = listeners.flatMap(({ tls }): readonly (readonly string[])[] => {
    if (tls.kind !== 'mesh') return [];
    const certificate = certificates[tls.certificate];
    const signers = certificate === undefined ? [] : trustedSignersOf(rotation, certificate);
    return [unique(signers.map((key) => rootOf(key, authorities))).toSorted()];
  });
  const [roots = []] = above;
  const areAlike = new Set(above.map((each) => each.join(' '))).size === 1;
  return areAlike && roots.length > 0 ? trustInAll(roots, authorities) : undefined;
}
