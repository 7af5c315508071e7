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
      const its = type === 'PRINCIPAL' && invitation.share === share && invitation.receiver === entity;
      if (its && invitation.status === 'PENDING') invitation.status = 'EXPIRED';
    }
  }
}

/** Lets invitations end that are too old. To be called before anything looks at them. */
export function expire(world: World): void {
  const { invitations, associations } = world.part(ramPart);
  for (const invitation of invitations) {
    if (invitation.status !== 'PENDING' || world.now() - invitation.sentAt <= longest) continue;
    invitation.status = 'EXPIRED';
    const waiting = associations.filter(
      ({ share, entity, status }) =>
        share === invitation.share && entity === invitation.receiver && status === 'ASSOCIATING',
    );
    for (const association of waiting)
      Object.assign(association, { status: 'FAILED', updatedAt: world.now() });
  }
}
