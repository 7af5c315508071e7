import type { Construct } from 'constructs';
import type { StoreReader, StoreSite } from '../../core/dataplane/tasks/store-sites';
import { at } from '../../core/topology';
import { SecurityGroup } from '../../modules/security-group/security-group';
import type { MeshStack } from '../mesh-stack';
import { callingCidrsOf } from '../subnets';
import { groupOf } from '../substrate/security-group';
import type { TasksStack } from './context';

/** NFS, which is all that a mount target answers. */
const NFS = 2049;

/** The group of what fills a store: it calls AWS and mounts the store, and nobody calls it. */
export function loaderGroup(stack: MeshStack, part: Construct, { store }: StoreSite): SecurityGroup {
  return newGroup(stack, part, 'loader', store.key, `fills store ${store.key}`);
}

/**
 * The group of the mount targets of a store that is created: the tasks that read it and what fills it reach it, and nothing
 * else does. It calls nothing.
 * @returns its id
 */
export function storeGroup(
  stack: MeshStack,
  part: Construct,
  { store: { key }, readers }: StoreSite,
  loader: SecurityGroup | undefined,
): string {
  const targets = newGroup(stack, part, 'store', key, `mount targets of store ${key}`, false);
  const clients = [
    ...readers.map((reader) => ({ name: reader.id.replace('/', '-'), group: groupOfReader(stack, reader) })),
    ...(loader === undefined ? [] : [{ name: 'loader', group: loader }]),
  ];
  for (const { name, group } of clients) {
    const description = `${name} to store ${key}`;
    const towards = { kind: 'group', id: targets.securityGroupId } as const;
    group.allowOut(`to_store-${key}_${NFS}`, { description, port: NFS, side: towards });
    const from = { kind: 'group', id: group.securityGroupId } as const;
    targets.allowIn(`from_${name}_${NFS}`, { description, port: NFS, side: from });
  }
  return targets.securityGroupId;
}

/**
 * Lets the tasks that read a file system that exists, and what fills it, reach the network of their account: the group of
 * its mount targets is unknown here. Who owns it lets them in.
 */
export function towardsExisting(
  { stack, topology }: TasksStack,
  { store: { key }, readers }: StoreSite,
  loader: SecurityGroup | undefined,
): void {
  const { network } = at(topology.accounts, stack.spec.account);
  // AWS refuses the same rule twice, which a task with two such stores would get.
  const first = readers.filter(
    ({ volumes }) => volumes.find(({ store }) => isExisting(topology, store))?.store === key,
  );
  const groups = [...first.map((reader) => groupOfReader(stack, reader)), ...(loader ? [loader] : [])];
  for (const group of groups)
    for (const block of callingCidrsOf(network))
      group.allowOut(`to_files_${block.replaceAll(/[./]/g, '-')}`, {
        description: 'mount targets of file systems that exist',
        port: NFS,
        side: { kind: 'cidr', block },
      });
}

function isExisting({ stores }: TasksStack['topology'], key: string | undefined): boolean {
  const store = key === undefined ? undefined : at(stores, key);
  return store?.kind === 'efs' && store.fileSystem !== undefined;
}

const newGroup = (
  stack: MeshStack,
  part: Construct,
  what: 'loader' | 'store',
  key: string,
  description: string,
  callsAws = true,
): SecurityGroup =>
  new SecurityGroup(part, 'group', {
    // No key has a slash, so no other group of the mesh has this name.
    name: `${stack.site.topology.mesh.name}-${key}/${what}`,
    description: `${description} of mesh ${stack.site.topology.mesh.name}`,
    vpcId: stack.wiring.of({ kind: 'vpc-id', account: stack.spec.account }),
    callsAws,
  });

function groupOfReader(stack: MeshStack, { id }: StoreReader): SecurityGroup {
  const party = stack.site.find.party(id);
  if (party === undefined) throw new Error(`"${id}" reads a store and is nowhere`);
  return groupOf(stack, party);
}
