import type { TaskContent } from '../../core/dataplane/tasks/contents';
import type { BuildersOf } from '../builders';
import type { TasksStack } from './context';

/** The builder of one content of tasks. */
export type Builder<K extends TaskContent['kind']> = BuildersOf<TaskContent, TasksStack>[K];
