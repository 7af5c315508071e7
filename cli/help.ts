import { commands, localActions, options, type Command, type Option } from './options';

const entries: readonly (readonly [string, Option])[] = Object.entries(options);

/** Whether a command has an option. */
export const isOptionOf = (command: Command, { only, topology }: Option): boolean =>
  only?.includes(command) ?? !(topology === true && withoutTopology.includes(command));

const withoutTopology: readonly Command[] = ['explain', 'init'];

const row = (name: string, what: string): string => `  ${name.padEnd(20)}  ${what}`;

const optionRow = (name: string, { value, help }: Option, of: string): string =>
  row(`--${name}${value === undefined ? '' : ` ${value}`}`, `${help}${of}`);

const actionRows = Object.entries(localActions).map(([name, what]) => row(`local ${name}`, what));

const fileText =
  'FILE is a topology in TypeScript, YAML or JSON; without it MESHSPAN_TOPOLOGY, or topology.{ts,yaml,yml,json} here.';
const exitText =
  'exit code: 0 fine, 1 findings (see --fail-on), or a deployment or check that failed, 2 usage error or invalid input';

/** What `meshspan help` prints. */
export function helpText(): string {
  return [
    'usage: meshspan COMMAND [FILE] [OPTIONS]',
    '       meshspan init [FOLDER] [OPTIONS]',
    '       meshspan pipeline github|gitlab [FILE] [OPTIONS]',
    '       meshspan explain CODE [--format FORMAT]',
    '',
    ...Object.entries(commands).map(([name, what]) => row(name, what)),
    '',
    ...actionRows,
    '',
    fileText,
    '',
    ...entries.map(([name, option]) =>
      optionRow(name, option, option.only === undefined ? '' : ` (${option.only.join(', ')})`),
    ),
    '',
    exitText,
    '',
  ].join('\n');
}

/** What a command takes before its options. */
const words: Readonly<Partial<Record<Command, string>>> = {
  init: '[FOLDER]',
  pipeline: 'github|gitlab [FILE]',
  explain: 'CODE',
  local: 'ACTION [FILE]',
};

/** What `meshspan COMMAND --help` prints: the command and its options. */
export function commandHelpText(command: Command): string {
  return [
    `usage: meshspan ${command} ${words[command] ?? '[FILE]'} [OPTIONS]`,
    '',
    `  ${commands[command]}`,
    '',
    ...(command === 'local' ? [...actionRows, ''] : []),
    ...(withoutTopology.includes(command) ? [] : [fileText, '']),
    ...entries
      .filter(([, option]) => isOptionOf(command, option))
      .map(([name, option]) => optionRow(name, option, '')),
    '',
    exitText,
    '',
  ].join('\n');
}
