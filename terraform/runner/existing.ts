import { fieldOf, isRecord, parsedJson, recordOf } from '../../core/base/json';
import { textOf } from '../json';
import type { Lookup } from './lookup';
import type { Problem } from './model';
import { statePlaceOf } from './state-place';

/** For every data plane. */
const always: readonly Lookup[] = [
  {
    type: 'aws_ram_resource_share',
    what: 'resource share',
    by: ['name'],
    more: { resource_owner: 'SELF', resource_share_status: 'ACTIVE' },
  },
];

/** One thing of a stack that AWS is asked about. */
export interface Probe {
  readonly stack: string;
  readonly lookup: Lookup;
  /** Arguments of the data source. */
  readonly args: Readonly<Record<string, string>>;
}

/** At most this many are asked about per stack: one that exists is enough. */
const MOST = 10;

/**
 * What a stack would create that AWS knows by name, as far as names are known before a plan.
 * @param text the parsed `cdk.tf.json`
 */
export function probesOf(stack: string, text: unknown, lookups: readonly Lookup[] = []): readonly Probe[] {
  const probes = [...lookups, ...always].flatMap((lookup) =>
    Object.values(recordOf(fieldOf(text, 'resource', lookup.type))).flatMap((resource): readonly Probe[] => {
      const written = lookup.by.flatMap((name) => {
        const value = fieldOf(resource, name);
        return value === undefined ? [] : [[name, textOf(value)] as const];
      });
      const known = written.every(([, value]) => value !== '' && !value.includes('${'));
      return known ? [{ stack, lookup, args: { ...Object.fromEntries(written), ...lookup.more } }] : [];
    }),
  );
  return probes.slice(0, MOST);
}

const nameOf = (index: number): string => `there_${index}`;

/** The data sources that ask, for a root module. */
export function dataOf(probes: readonly Probe[]): Readonly<Record<string, object>> {
  const data: Record<string, Record<string, object>> = {};
  probes.forEach(({ lookup: { type }, args }, index) => {
    (data[type] ??= {})[nameOf(index)] = args;
  });
  return data;
}

/** Whether a diagnostic is the answer to a probe: the thing does not exist, or this account may not know. */
export const isAnswer = ({ address = '' }: { readonly address?: string }): boolean =>
  /^data\.\w+\.there_\d+$/.test(address);

/** The probes whose thing exists, according to the output of `terraform plan -json`. */
export function foundIn(stdout: string, probes: readonly Probe[]): readonly Probe[] {
  const read = new Set(
    stdout
      .split('\n')
      .map(parsedJson)
      .filter((line) => isRecord(line) && line['type'] === 'apply_complete')
      .map((line) => textOf(fieldOf(line, 'hook', 'resource', 'addr'))),
  );
  return probes.filter(({ lookup }, index) => read.has(`data.${lookup.type}.${nameOf(index)}`));
}

/**
 * What to do where a stack's state is empty, and something that the stack would create already exists. Its owner is
 * unknown, so the message never asks to remove it.
 * @param text the parsed `cdk.tf.json`
 */
export function existingProblem({ stack, lookup, args }: Probe, account: string, text: unknown): Problem {
  const name = args['name'] ?? '';
  const use = lookup.use === undefined ? '' : `, or use theirs (${lookup.use(name)})`;
  const sentence = `stack "${stack}" has an empty state (${statePlaceOf(text)}), but ${lookup.what} "${name}" already exists in account ${account}; if this mesh was deployed before, its state is elsewhere or lost: deploy with the folder, state settings and environment of that deploy, or restore the state; if the ${lookup.what} belongs to somebody else, choose another name${use}`;
  return { stack, sentence };
}
