import type { Lowered } from '../../core/dataplane';
import type { PartsIn } from '../../core/dataplane/tasks';
import type { TaskContent } from '../../core/dataplane/tasks/contents';
import { bound, type Builders, type BuildersOf } from '../builders';
import type { MeshStack } from '../mesh-stack';
import { cluster } from './cluster';
import { configuration, configurationBucket } from './configuration-bucket';
import { loadBalancer } from './load-balancer';
import { developmentAuthority, developmentSecrets } from './development';
import { publicCertificate } from './public-certificate';
import { recordZone } from './record-zone';
import { tasksStackOf, type TasksStack } from './context';
import { store } from './store';
import { task } from './task';

/** The builder of each content of tasks. */
const builders: BuildersOf<TaskContent, TasksStack> = {
  cluster,
  task,
  'load-balancer': loadBalancer,
  'development-authority': developmentAuthority,
  'development-secrets': developmentSecrets,
  'public-certificate': publicCertificate,
  'record-zone': recordZone,
  store,
  'configuration-bucket': configurationBucket,
  configuration,
};

/**
 * The builders of what runs containers, for a data plane to join with its own.
 * @param partsIn what the data plane puts beside the applications
 */
export const taskBuilders = <L extends Lowered>(stack: MeshStack, partsIn: PartsIn<L>): Builders =>
  bound(builders, tasksStackOf(stack, partsIn));
