import { parseArgs } from 'node:util';
import { instantOf, type Instant } from '../core/base/instant';
import { defined } from '../core/base/properties';
import { formats, type Format } from '../core/report';
import { pipelineKinds, type PipelineKind, type Typed as Answers } from '../core/scaffold/answers';
import { questions } from '../core/scaffold/questions';
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
  /** `synth`: where manifests go, as typed; absent: nowhere. */
  readonly manifests?: string;
  /** Files with the outputs of stacks. */
  readonly outputs: readonly { readonly stack: string; readonly file: string }[];
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
  /** Only `pipeline` has it. */
  readonly pipeline?: PipelineKind;
  /** Only `init` has it: where to write, as typed. @default the current folder */
  readonly folder?: string;
  /** `init`: the questions that were answered by options. */
  readonly answers?: Partial<Answers>;
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
const isPipeline = (word: string): word is PipelineKind => pipelineKinds.some((kind) => kind === word);
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

/** What one word after a command is, where it is no file. */
const singleWords: Readonly<Partial<Record<Command, string>>> = { explain: 'code', init: 'folder' };

function requestOf([command, ...words]: readonly string[], typed: Typed): Parsed {
  if (command === undefined) return misuse(`name a command: ${Object.keys(commands).join(', ')} or help`);
  if (!isCommand(command)) return misuse(unknown('command', command, [...Object.keys(commands), 'help']));
  const [action, ...others] = command === 'local' || command === 'pipeline' ? words : [undefined, ...words];
  if (command === 'local') {
    if (action === undefined)
      return misuse(`name an action of "local": ${Object.keys(localActions).join(', ')}`);
    if (!isLocalAction(action)) return misuse(unknown('action', action, Object.keys(localActions)));
    const ofRun = (['keep', 'no-traffic'] as const).find((name) => typed.has(name));
    if (ofRun !== undefined && action !== 'run')
      return misuse(`"local ${action}" has no option --${ofRun}; drop it`);
  }
  if (command === 'pipeline') {
    if (action === undefined) return misuse(`name what runs the pipeline: ${pipelineKinds.join(' or ')}`);
    if (!isPipeline(action)) return misuse(unknown('pipeline', action, pipelineKinds));
  }
  const [first, ...more] = others;
  const explains = command === 'explain';
  if (explains && first === undefined)
    return misuse('name what to explain: a verdict, a reason, a rule such as R1, or the id of a finding');
  const file = explains || command === 'init' ? undefined : first;
  if (file !== undefined && (action === 'down' || action === 'status'))
    return misuse(`"local ${action}" takes no file; drop "${file}"`);
  if (more.length > 0)
    return misuse(`expected one ${singleWords[command] ?? 'file'}, got also "${more.join('", "')}"`);
  const foreign = [...typed.keys()].find((name) => !isOptionOf(command, options[name]));
  if (foreign !== undefined) return misuse(`"${command}" has no option --${foreign}; drop it`);
  if (typed.has('outputs') && !typed.has('manifests'))
    return misuse('--outputs fills in manifests; add --manifests DIR, or drop it');
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
      ...defined({ dataPlane, environment: last('environment'), out: last('out') }),
      ...defined({ manifests: last('manifests'), script: last('script') }),
      outputs: (typed.get('outputs') ?? []).map(outputsNamed),
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
      ...(action !== undefined && isPipeline(action) ? { pipeline: action } : {}),
      ...defined({ folder: command === 'init' ? first : undefined }),
      ...(command === 'init' ? { answers: answersOf(last) } : {}),
    },
  };
}

/** What the options answer of the questions of `init`. */
const answersOf = (last: (name: OptionName) => string | undefined): Partial<Answers> =>
  Object.fromEntries(
    (Object.keys(questions) as (keyof Answers)[]).flatMap((name) => {
      const answer = last(name);
      return answer === undefined ? [] : [[name, answer]];
    }),
  );

function outputsNamed(pair: string): Request['outputs'][number] {
  const middle = pair.indexOf('=');
  return { stack: pair.slice(0, middle), file: pair.slice(middle + 1) };
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

function unknown(
  kind: 'option' | 'command' | 'action' | 'pipeline',
  word: string,
  known: readonly string[],
): string {
  const remedy = didYouMean(word, known) ?? `"meshspan help" lists every ${kind}`;
  return `there is no ${kind} "${word}"; ${remedy}`;
}
