import type { Authority } from '../certificate';
import type { ByKey } from '../topology';
import { refers } from './accounts';
import type { Context } from './context';

/** Reports authorities of a rotation that do not exist, that are one, or that cannot issue. */
export function checkRotation(context: Context, authorities: ByKey<Authority>): void {
  const { rotation } = context;
  if (rotation === undefined) return;
  const { at, from, to } = rotation;
  for (const end of ['from', 'to'] as const) {
    const key = rotation[end];
    refers(context, 'authority', key, authorities, [...at, end]);
    const authority = Object.hasOwn(authorities, key) ? authorities[key] : undefined;
    if (authority?.kind === 'private-ca' && authority.usageMode === 'SHORT_LIVED_CERTIFICATE')
      context.report(
        'rotation/authorities',
        [...at, end],
        `authority "${key}" is for short-lived certificates, and ACM issues none from it`,
        `usageMode: 'GENERAL_PURPOSE' at "${key}"`,
      );
    if (authority?.kind === 'file')
      context.report(
        'rotation/authorities',
        [...at, end],
        authority.development === undefined
          ? `authority "${key}" is known only by its chain file: nothing is issued from it, and who trusts the file is not changed by a deploy`
          : `authority "${key}" is for development: who trusts it reads one file, which has one authority in it`,
        'name an authority of kind: private-ca or existing-ca',
      );
  }
  if (from === to)
    context.report(
      'rotation/authorities',
      [...at, 'to'],
      `authority "${from}" would take its own place`,
      'add another one to authorities, and name it in to',
    );
}
