import type { World } from '../world';
import { ramPart, type Association } from './state';

/** An invitation that nobody answers ends after this many seconds: 7 days. */
const longest = 7 * 24 * 60 * 60;

/** Takes associations out of their share, at once; what they still invited to is no longer to be had. */
export function withdraw(world: World, associations: readonly Association[]): void {
  for (const association of associations) {
    const { share, type, entity } = association;
    Object.assign(association, { status: 'DISASSOCIATED', updatedAt: world.now() });
    for (const invitation of world.part(ramPart).invitations) {
      const its =
        type === 'PRINCIPAL' &&
        invitation.share === share &&
        (invitation.entity ?? invitation.receiver) === entity;
      if (its && invitation.status === 'PENDING') invitation.status = 'EXPIRED';
    }
  }
}

/** For so long a deleted share is shown to its owner, as are associations that ended: 2 hours (assumed). */
const shownDeleted = 2 * 60 * 60;
/** For so long a client token stands for the request that it came with: a day (assumed). */
const tokenSeconds = 24 * 60 * 60;

/** Takes a resource that is no longer there out of all shares. */
export function withdrawResource(world: World, arn: string): void {
  const of = world
    .part(ramPart)
    .associations.filter(
      ({ type, entity, status }) => type === 'RESOURCE' && entity === arn && status === 'ASSOCIATED',
    );
  withdraw(world, of);
}

/** Forgets what ended long ago, which nobody would otherwise ever do. */
function forget(world: World): void {
  const state = world.part(ramPart);
  const longAgo = world.now() - shownDeleted;
  const gone = new Set(
    state.shares.flatMap(({ arn, status, updatedAt }) =>
      status === 'DELETED' && updatedAt < longAgo ? [arn] : [],
    ),
  );
  const ended = state.associations.some(
    ({ status, updatedAt }) => status === 'DISASSOCIATED' && updatedAt < longAgo,
  );
  if (gone.size > 0) {
    state.shares = state.shares.filter(({ arn }) => !gone.has(arn));
    state.invitations = state.invitations.filter(({ share }) => !gone.has(share));
  }
  if (gone.size > 0 || ended)
    state.associations = state.associations.filter(
      ({ share, status, updatedAt }) =>
        !gone.has(share) && !(status === 'DISASSOCIATED' && updatedAt < longAgo),
    );
  const old = world.now() - tokenSeconds;
  if (state.settled.some(({ at = Infinity }) => at < old))
    state.settled = state.settled.filter(({ at = Infinity }) => at >= old);
}

/** Lets end what is too old: invitations, deleted shares, tokens. To be called before anything looks at them. */
export function expire(world: World): void {
  forget(world);
  const { invitations, associations } = world.part(ramPart);
  for (const invitation of invitations) {
    if (invitation.status !== 'PENDING' || world.now() - invitation.sentAt <= longest) continue;
    invitation.status = 'EXPIRED';
    const waiting = associations.filter(
      ({ share, entity, status }) =>
        share === invitation.share &&
        entity === (invitation.entity ?? invitation.receiver) &&
        status === 'ASSOCIATING',
    );
    for (const association of waiting)
      Object.assign(association, { status: 'FAILED', updatedAt: world.now() });
  }
}
