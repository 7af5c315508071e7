const gigabytes = (from: number, to: number, step = 1): readonly number[] =>
  Array.from({ length: (to - from) / step + 1 }, (_, index) => (from + index * step) * 1024);

/** MiB of memory by units of CPU, for Linux (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html). */
const sizes: Readonly<Record<number, readonly number[]>> = {
  256: [512, ...gigabytes(1, 2)],
  512: gigabytes(1, 4),
  1024: gigabytes(2, 8),
  2048: gigabytes(4, 16),
  4096: gigabytes(8, 30),
  8192: gigabytes(16, 60, 4),
  16384: gigabytes(32, 120, 8),
};

/** Whether Fargate has tasks of this size. */
export const isFargateSize = (cpu: number, memory: number): boolean => sizes[cpu]?.includes(memory) === true;

/** A size as the API writes it: units or MiB, or a number of vCPU or GB with its unit. */
export function sizeOf(written: string | undefined, unit: 'vCPU' | 'GB'): number {
  const [, number = '', named] = /^\s*(\d+(?:\.\d+)?)\s*(vCPU|GB)?\s*$/i.exec(written ?? '') ?? [];
  if (number === '' || (named !== undefined && named.toLowerCase() !== unit.toLowerCase())) return Number.NaN;
  return named === undefined ? Number(number) : Number(number) * 1024;
}
