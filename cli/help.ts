import { commands, localActions, options, type Option } from './options';

const entries: readonly (readonly [string, Option])[] = Object.entries(options);

/** What `meshspan help` prints. */
export function helpText(): string {
  const rows = entries.map(([name, { value, help, only }]) => {
    const flag = `--${name}${value === undefined ? '' : ` ${value}`}`;
    return `  ${flag.padEnd(20)}  ${help}${only === undefined ? '' : ` (${only.join(', ')})`}`;
  });
  return [
    'usage: meshspan COMMAND [FILE] [OPTIONS]',
    '       meshspan explain CODE [--format FORMAT]',
    '',
    ...Object.entries(commands).map(([name, what]) => `  ${name.padEnd(20)}  ${what}`),
    '',
    ...Object.entries(localActions).map(([name, what]) => `  ${`local ${name}`.padEnd(20)}  ${what}`),
    '',
    'FILE is a topology in TypeScript, YAML or JSON; without it MESHSPAN_TOPOLOGY, or topology.{ts,yaml,yml,json} here.',
    '',
    ...rows,
    '',
    'exit code: 0 fine, 1 findings (see --fail-on) or a deployment that failed, 2 usage error or invalid input',
    '',
  ].join('\n');
}
