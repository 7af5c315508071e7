import type { PodSpec } from './specs';

/** CPU units of ECS to a vCPU, and thousandths of one in Kubernetes. */
const UNITS = 1024;
const MILLI = 1000;
const MIB_OF_GIB = 1024;

/** A number of CPUs as the API server writes it, so that no plan differs: `250m`, `2`. */
export const cpuText = (milli: number): string => (milli % MILLI === 0 ? String(milli / MILLI) : `${milli}m`);

/** A number of MiB as the API server writes it: `512Mi`, `2Gi`. */
export const memoryText = (mib: number): string =>
  mib % MIB_OF_GIB === 0 ? `${mib / MIB_OF_GIB}Gi` : `${mib}Mi`;

/** A share of the size of a pod. */
interface Share {
  /** Thousandths of a CPU. */
  readonly cpu: number;
  /** MiB. */
  readonly memory: number;
}

/** What a script with AWS's command takes while it runs one, and what receives traces. */
const SMALL: Share = { cpu: 25, memory: 128 };

const between = (least: number, value: number, most: number): number =>
  Math.min(most, Math.max(least, value));

/**
 * The share of each container of a pod in what the runtime names for all of it, by their names: little for what is beside the
 * proxy, a quarter of the CPU and of the memory up to 512 MiB for a proxy, and the rest for the main container.
 * @param main its name
 */
export function sharesOf(
  { cpu, memory, containers }: Pick<PodSpec, 'cpu' | 'memory' | 'containers'>,
  main: string,
): Readonly<Record<string, Share>> {
  const all: Share = { cpu: Math.round((cpu * MILLI) / UNITS), memory };
  const beside = containers
    .filter(({ name }) => name !== main)
    .map(({ name, memory: own }): readonly [string, Share] => {
      const share: Share =
        name === 'envoy'
          ? { cpu: Math.ceil(all.cpu / 4), memory: between(128, Math.floor(all.memory / 4), 512) }
          : SMALL;
      return [name, { ...share, ...(own !== undefined && { memory: own }) }];
    });
  const lasting = beside.filter(([name]) => name !== INIT);
  const used = (what: keyof Share): number => lasting.reduce((sum, [, share]) => sum + share[what], 0);
  return {
    ...Object.fromEntries(beside),
    [main]: {
      cpu: Math.max(SMALL.cpu, all.cpu - used('cpu')),
      memory: Math.max(SMALL.memory, all.memory - used('memory')),
    },
  };
}

/** It has ended when the others start, and so takes nothing from them. */
const INIT = 'files-init';

/** Requests and limits: of memory both, of CPU no limit, since a proxy that waits for its share delays every call. */
export const resourcesOf = ({ cpu, memory }: Share) => ({
  requests: { cpu: cpuText(cpu), memory: memoryText(memory) },
  limits: { memory: memoryText(memory) },
});
