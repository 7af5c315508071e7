import type { ContainerSpec } from '../../tasks/specs';
import type { ManifestTree } from '../specs';

/** The numbers of a user, and of a group where it is named. */
function idsOf(user: ContainerSpec['user']): { readonly runAsUser?: number; readonly runAsGroup?: number } {
  const [, uid, gid] = /^(\d+)(?::(\d+))?$/.exec(user ?? '') ?? [];
  return {
    ...(uid !== undefined && { runAsUser: Number(uid) }),
    ...(gid !== undefined && { runAsGroup: Number(gid) }),
  };
}

/**
 * What a container may do. One that has the number of a user which is not root gets no privilege at all: that its image may have
 * given its program, to bind low ports, stays within bounds. An image that runs as root, as many do, keeps what its start needs,
 * such as to change to another user, and cannot gain more.
 */
export function securityOf({
  user,
  readOnly,
  mayBind,
}: Pick<ContainerSpec, 'user' | 'readOnly' | 'mayBind'>): ManifestTree {
  const ids = idsOf(user);
  const isUser = ids.runAsUser !== undefined && ids.runAsUser !== 0;
  return {
    ...ids,
    ...(isUser && { runAsNonRoot: true }),
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: readOnly,
    capabilities: isUser
      ? { drop: ['ALL'], ...(mayBind && { add: ['NET_BIND_SERVICE'] }) }
      : { drop: ['MKNOD', 'NET_RAW', 'SYS_CHROOT'] },
  };
}
