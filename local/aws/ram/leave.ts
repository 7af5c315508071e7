import type { World } from '../world';
import { ramPart, type Association } from './state';

/** An unanswered invitation expires after this many seconds: 7 days. */
const longest = 7 * 24 * 60 * 60;

/** Removes associations from their share, at once; their open invitations expire. */
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

/** How long a deleted share is listed for its owner, as are removed associations: 2 hours (assumed). */
const shownDeleted = 2 * 60 * 60;
/** How long a client token identifies its request: a day (assumed). */
const tokenSeconds = 24 * 60 * 60;

/** Removes a resource that no longer exists from all shares. */
export function withdrawResource(world: World, arn: string): void {
  const of = world
    .part(ramPart)
    .associations.filter(
      ({ type, entity, status }) => type === 'RESOURCE' && entity === arn && status === 'ASSOCIATED',
    );
  withdraw(world, of);
}

/** Removes what expired long ago; otherwise the state would grow without limit. */
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

/** Expires what is too old: invitations, deleted shares, tokens. Call it before they are read. */
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
