import type { Construct } from 'constructs';
import {
  accessPointIdValue,
  fileSystemIdValue,
  storeGroupIdValue,
} from '../../core/dataplane/tasks/contents';
import { roleNameOf } from '../../core/dataplane/tasks/names';
import { hasLoader, type StoreSite } from '../../core/dataplane/tasks/store-sites';
import { loaderKeyOf, loaderOf } from '../../core/dataplane/tasks/store-task';
import { at, partitionOf, type Text } from '../../core/topology';
import { AccessPoint } from '../../modules/file-store/access-point';
import { FileStore } from '../../modules/file-store/file-store';
import type { MeshStack } from '../mesh-stack';
import { terraformTexts } from '../text';
import type { Builder } from './builder';
import { runTask } from './run-task';
import { loaderGroup, storeGroup, towardsExisting } from './store-groups';
import { subnetIdsOf } from './subnet-ids';

export const store: Builder<'store'> = (context, { id, store: key }) => {
  const { stack, topology, steps } = context;
  const site = context.storeSite(stack.spec.account, key);
  const part = stack.part(`store_${key}`);
  const loaderPart = stack.part(`loader_${key}`);
  const { fileSystem, accessPoint } = terraformTexts(site.store);
  const loader = hasLoader(site.store) ? loaderGroup(stack, loaderPart, site) : undefined;
  if (fileSystem === undefined) {
    const group = storeGroup(stack, part, site, loader);
    const made = new FileStore(part, 'store', {
      name: nameOf(stack, key),
      path: pathOf(stack, key),
      subnetIds: subnetIdsOf(stack),
      securityGroupId: group,
      // Secrets Manager has the files of a loader: a copy of them would be one more place with the keys.
      backsUp: loader === undefined,
      // Files that somebody else writes may be nowhere else.
      protected: loader === undefined && topology.removalProtection,
      ...principalsOf(stack, site),
    });
    steps.set(id, made.steps);
    stack.wiring.output(fileSystemIdValue(key), made.fileSystemId);
    stack.wiring.output(accessPointIdValue(key), made.accessPointId);
    stack.wiring.output(storeGroupIdValue(key), group);
  } else {
    towardsExisting(context, site, loader);
    stack.wiring.output(fileSystemIdValue(key), fileSystem);
    stack.wiring.output(accessPointIdValue(key), accessPoint ?? accessPointOf(stack, part, key, fileSystem));
  }
  if (loader !== undefined)
    runTask(context, loaderOf(topology, site), {
      part: loaderPart,
      securityGroupId: loader.securityGroupId,
    });
};

const accessPointOf = (stack: MeshStack, part: Construct, key: string, fileSystemId: string): string =>
  new AccessPoint(part, 'access-point', { name: nameOf(stack, key), fileSystemId, path: pathOf(stack, key) })
    .accessPointId;

const nameOf = ({ site }: MeshStack, key: string): Text => `${site.topology.mesh.name}-${key}`;

/** Characters that a folder of an access point may have (EFS API, `RootDirectory`). */
const PATH = 100;

/** A folder of the mesh and the store: a file system that exists may have other things in it. */
const pathOf = ({ site }: MeshStack, key: string): Text => {
  const end = `/${key}`;
  return `/${site.topology.mesh.name.slice(0, PATH - end.length - 1)}${end}`;
};

/** Who may mount a store: the roles of the tasks that read it, and that of the one that fills it. */
function principalsOf({ site, spec }: MeshStack, { store: of, readers }: StoreSite) {
  const { topology } = site;
  const start = `arn:${partitionOf(topology.region)}:iam::${at(topology.accounts, spec.account).id}`;
  const roleArn = (key: string): Text => `${start}:role/${roleNameOf(topology, key, 'task')}`;
  return {
    accountArn: `${start}:root`,
    readerArns: readers.map(({ key }) => roleArn(key)),
    ...(hasLoader(of) && { writerArn: roleArn(loaderKeyOf(of.key)) }),
  };
}
