import type { CapacityShare } from './account';
import type { Text } from './value';

/** A task size: CPU units, 1024 to a vCPU, and MiB. */
export interface TaskSize {
  readonly cpu: number;
  readonly memory: number;
}

const GIB = 1024;

/** For a number of CPU units, the memory in MiB: from, to, in steps of. */
interface SizeRow {
  readonly cpu: number;
  readonly least: number;
  readonly most: number;
  readonly step: number;
}

/**
 * The sizes of tasks on Fargate for Linux (ECS developer guide, "Task definition parameters", task size). With 256 units
 * 512 MiB, 1 GiB or 2 GiB, which no step describes.
 */
const SIZES: readonly SizeRow[] = [
  { cpu: 256, least: 512, most: 512, step: 512 },
  { cpu: 256, least: GIB, most: 2 * GIB, step: GIB },
  { cpu: 512, least: GIB, most: 4 * GIB, step: GIB },
  { cpu: 1024, least: 2 * GIB, most: 8 * GIB, step: GIB },
  { cpu: 2048, least: 4 * GIB, most: 16 * GIB, step: GIB },
  { cpu: 4096, least: 8 * GIB, most: 30 * GIB, step: GIB },
  { cpu: 8192, least: 16 * GIB, most: 60 * GIB, step: 4 * GIB },
  { cpu: 16384, least: 32 * GIB, most: 120 * GIB, step: 8 * GIB },
];

/** The smallest size of Fargate that has at least so much of both; absent: none has. The size itself where it is one. */
export const fargateSizeFor = (asked: TaskSize): TaskSize | undefined =>
  SIZES.filter(({ cpu, most }) => cpu >= asked.cpu && most >= asked.memory)
    .map(({ cpu, least, step }) => ({
      cpu,
      memory: least + Math.max(0, Math.ceil((asked.memory - least) / step)) * step,
    }))
    .at(0);

/** The largest size of Fargate. */
export const LARGEST_FARGATE_SIZE: TaskSize = { cpu: 16384, memory: 120 * GIB };

/** Whether a capacity provider is one of Fargate. */
export const isFargateProvider = (provider: Text): boolean =>
  provider === 'FARGATE' || provider === 'FARGATE_SPOT';

/** The capacity providers of a cluster; none of EKS. */
export const capacityOf = <C>(
  cluster: { readonly kind: 'ecs'; readonly capacity: readonly C[] } | { readonly kind: 'eks' },
): readonly C[] => (cluster.kind === 'ecs' ? cluster.capacity : []);

/** Whether tasks with that capacity run on Fargate alone; `false` where a capacity provider is open. */
export const isFargate = ({
  capacity,
}: {
  readonly capacity: readonly Pick<CapacityShare, 'provider'>[];
}): boolean => capacity.every(({ provider }) => isFargateProvider(provider));
