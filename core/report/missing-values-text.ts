import { unique } from '../base/collections';
import type { MissingValue } from './manifests';

/**
 * What to do about values that are in manifests by name alone; nothing where there is none.
 * @param typed the command so far
 * @param out the folder of the stacks, as the user named it
 */
export function missingValuesText(missing: readonly MissingValue[], typed: string, out: string): string {
  if (missing.length === 0) return '';
  const stacks = unique(missing.flatMap((value) => (value.kind === 'output' ? value.stack : [])));
  const parameters = missing.filter(({ kind }) => kind === 'parameter');
  const options = [
    ...stacks.map((stack) => ` --outputs ${stack}=${stack}.json`),
    ...parameters.map(({ name }) => ` --set ${name}=VALUE`),
  ];
  return [
    `${missing.length === 1 ? 'one value is' : `${missing.length} values are`} in the manifests by name alone:`,
    ...missing.map((value) => `  \${${value.name}}  ${whatOf(value)}`),
    'Flux substitutes them; for kubectl and Argo CD, fill them in once the stacks are deployed:',
    ...stacks.map((stack) => `  terraform -chdir=${out}/stacks/${stack} output -json > ${stack}.json`),
    `  ${typed}${options.join('')}`,
    '',
  ].join('\n');
}

const whatOf = (value: MissingValue): string =>
  value.kind === 'output'
    ? `output "${value.output}" of stack "${value.stack}"`
    : 'a parameter without a value';
