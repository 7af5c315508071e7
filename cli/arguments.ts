import { parseArgs } from 'node:util';
import { instantOf, type Instant } from '../core/base/instant';
import { defined } from '../core/base/properties';
import { formats, type Format } from '../core/report';
import { dataPlaneNames, didYouMean, type DataPlane } from '../core/topology';
import { isOptionOf } from './help';
import {
  commands,
  failOns,
  localActions,
  options,
  type Command,
  type LocalAction,
  type Option,
  type OptionName,
} from './options';

export type FailOn = (typeof failOns)[number];

/** What the user asked for. */
export interface Request {
  readonly command: Command;
  /** As typed; absent: the default file. */
  readonly file?: string;
  readonly format: Format;
  readonly values: Readonly<Record<string, string>>;
  /** Files of such values, of which a later one takes precedence. */
  readonly valueFiles: readonly string[];
  readonly env: boolean;
  readonly environment?: string;
  readonly dataPlane?: DataPlane;
  /** The date for which certificates are judged; absent: now. */
  readonly at?: Instant;
  /** Warn about certificates that expire within this many days; absent: the default. */
  readonly expiresWithin?: number;
  readonly failOn: FailOn;
  /** As typed; absent: the default folder. */
  readonly out?: string;
  readonly noColour: boolean;
  /** The stacks that were named; none: all stacks. */
  readonly stacks: readonly string[];
  readonly yes: boolean;
  /** Use the local AWS of this folder, whatever the environment says. */
  readonly local: boolean;
  readonly keep: boolean;
  /** `local run`: start the deployed tasks, and send requests through them. */
  readonly traffic: boolean;
  /** `lab`: keep the Envoys running, and show them on a page. */
  readonly serve: boolean;
  /** `verify`: the file for its script, as typed; absent: the script runs. */
  readonly script?: string;
  /** Only `local` has it. */
  readonly action?: LocalAction;
  /** Only `explain` has it: what to explain. */
  readonly code?: string;
}

export type Parsed =
  | { readonly kind: 'request'; readonly request: Request }
  /** Of one command, where one was named. */
  | { readonly kind: 'help'; readonly command?: Command }
  | { readonly kind: 'version' }
  | { readonly kind: 'misuse'; readonly problem: string };

/** Every option that was typed, with its values in order. */
type Typed = ReadonlyMap<OptionName, readonly string[]>;

const misuse = (problem: string): Parsed => ({ kind: 'misuse', problem });
const isCommand = (word: string): word is Command => Object.hasOwn(commands, word);
const isLocalAction = (word: string): word is LocalAction => Object.hasOwn(localActions, word);
const isOption = (word: string): word is OptionName => Object.hasOwn(options, word);

/** Reads the words after `meshspan`. An error is one sentence that says what to type. */
export function parseArguments(words: readonly string[]): Parsed {
  const types = Object.fromEntries(Object.entries(options).map(([name, { type }]) => [name, { type }]));
  // Not strict: our own messages say more than the parser's errors.
  const { tokens } = parseArgs({
    args: [...words],
    options: { ...types, help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const typed = new Map<OptionName, readonly string[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    if (!isOption(name))
      return misuse(
        unknown(
          'option',
          rawName,
          Object.keys(options).map((known) => `--${known}`),
        ),
      );
    const problem = problemOf(name, value, inlineValue === true);
    if (problem !== undefined) return misuse(problem);
    typed.set(name, [...(typed.get(name) ?? []), value ?? '']);
  }
  if (typed.has('help') || positionals[0] === 'help') {
    const about = positionals[0] === 'help' ? positionals[1] : positionals[0];
    if (positionals[0] === 'help' && about !== undefined && !isCommand(about) && about !== 'help')
      return misuse(unknown('command', about, Object.keys(commands)));
    return { kind: 'help', ...(about !== undefined && isCommand(about) ? { command: about } : {}) };
  }
  if (typed.has('version')) return { kind: 'version' };
  return requestOf(positionals, typed);
}

function requestOf([command, ...words]: readonly string[], typed: Typed): Parsed {
  if (command === undefined) return misuse(`name a command: ${Object.keys(commands).join(', ')} or help`);
  if (!isCommand(command)) return misuse(unknown('command', command, [...Object.keys(commands), 'help']));
  const [action, ...others] = command === 'local' ? words : [undefined, ...words];
  if (command === 'local') {
    if (action === undefined)
      return misuse(`name an action of "local": ${Object.keys(localActions).join(', ')}`);
    if (!isLocalAction(action)) return misuse(unknown('action', action, Object.keys(localActions)));
    const ofRun = (['keep', 'no-traffic'] as const).find((name) => typed.has(name));
    if (ofRun !== undefined && action !== 'run')
      return misuse(`"local ${action}" has no option --${ofRun}; drop it`);
  }
  const [first, ...more] = others;
  const explains = command === 'explain';
  if (explains && first === undefined)
    return misuse('name what to explain: a verdict, a reason, a rule such as R1, or the id of a finding');
  const file = explains ? undefined : first;
  if (file !== undefined && (action === 'down' || action === 'status'))
    return misuse(`"local ${action}" takes no file; drop "${file}"`);
  if (more.length > 0)
    return misuse(`expected one ${explains ? 'code' : 'file'}, got also "${more.join('", "')}"`);
  const foreign = [...typed.keys()].find((name) => !isOptionOf(command, options[name]));
  if (foreign !== undefined) return misuse(`"${command}" has no option --${foreign}; drop it`);
  const pairs = (typed.get('set') ?? []).map((pair) => /^([^=]+)=(.*)$/s.exec(pair)?.slice(1) ?? [pair]);
  const bare = pairs.find(({ length }) => length === 1);
  if (bare !== undefined) return misuse(`--set ${bare.join('')} has no value; write --set NAME=VALUE`);
  const last = (name: OptionName): string | undefined => typed.get(name)?.at(-1);
  const format = formats.find((known) => known === last('format'));
  if (typed.has('json') && format !== undefined && format !== 'json')
    return misuse(`--json is short for --format json; drop it, or --format ${format}`);
  const [at, days] = [last('at'), last('expires-within')];
  const dataPlane = dataPlaneNames.find((known) => known === last('data-plane'));
  return {
    kind: 'request',
    request: {
      command,
      ...defined({ file, code: explains ? first : undefined }),
      format: typed.has('json') ? 'json' : (format ?? 'text'),
      values: Object.fromEntries(pairs.map(([name = '', value = '']) => [name, value])),
      valueFiles: typed.get('values') ?? [],
      env: typed.has('env'),
      ...defined({ dataPlane, environment: last('environment'), out: last('out'), script: last('script') }),
      ...defined({
        at: at === undefined ? undefined : instantOf(at),
        expiresWithin: days === undefined ? undefined : Number(days),
      }),
      failOn: failOns.find((known) => known === last('fail-on')) ?? 'error',
      noColour: typed.has('no-color'),
      stacks: typed.get('stack') ?? [],
      yes: typed.has('yes'),
      local: typed.has('local'),
      keep: typed.has('keep'),
      traffic: !typed.has('no-traffic'),
      serve: typed.has('serve'),
      ...(action !== undefined && isLocalAction(action) ? { action } : {}),
    },
  };
}

function problemOf(name: OptionName, value: string | undefined, inline: boolean): string | undefined {
  const { type, value: shown = '', choices, problemOf: remedyOf }: Option = options[name];
  if (type === 'boolean')
    return value === undefined ? undefined : `--${name} takes no value; drop "${value}"`;
  // `--out --json` lacks a folder; a folder of that name is written --out=--json.
  const missing = value === undefined || value === '' || (!inline && value.startsWith('-'));
  if (missing) return `--${name} has no value; write --${name} ${shown}`;
  const wrong = remedyOf?.(value);
  if (wrong !== undefined) return `--${name} can't be "${value}"; ${wrong}`;
  if (choices === undefined || choices.includes(value)) return undefined;
  const remedy = didYouMean(value, choices) ?? `it is one of ${choices.join(', ')}`;
  return `--${name} can't be "${value}"; ${remedy}`;
}

function unknown(kind: 'option' | 'command' | 'action', word: string, known: readonly string[]): string {
  const remedy = didYouMean(word, known) ?? `"meshspan help" lists every ${kind}`;
  return `there is no ${kind} "${word}"; ${remedy}`;
}
