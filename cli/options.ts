import { instantOf } from '../core/base/instant';
import { dataPlaneNames } from '../core/topology';
import { formats } from '../core/report';
import { forms, pipelineKinds, runners } from '../core/scaffold/answers';
import { questions } from '../core/scaffold/questions';

/** The commands, in the order of the help, each in one line. */
export const commands = {
  init: 'writes a topology of your own into an empty folder, with what deploys it; asks five questions',
  check: 'a verdict for every call and entry, and what is wrong or unsafe',
  plan: 'the stacks in deployment order, and what each passes to others',
  synth: 'one self-contained Terraform module per stack',
  validate: 'plan, check and synth, then terraform init and validate for every stack',
  deploy:
    'deploys the stacks to their accounts, wave by wave; shows a plan and asks before it changes anything',
  destroy: 'destroys the stacks, the last one first; shows a plan and asks before it changes anything',
  doctor: 'whether all that a deploy needs is there, and what to do where it is not',
  verify: 'after a deploy: calls, front doors and refusals as they are, each against its verdict',
  pipeline: 'a pipeline of github or gitlab that checks, plans and applies the stacks in their order',
  explain:
    'what a code in the output of check means: a verdict, a reason, a rule such as R1, or the id of a finding',
  lab: 'every proxy as a real Envoy on this machine: each verdict against what is measured',
  local: 'on this machine, in a local AWS: run (deploy, prove, destroy), up, serve, down or status',
} as const;
export type Command = keyof typeof commands;

/** The actions of `local`, each in one line. */
export const localActions = {
  run: 'deploys to a local AWS, plans again, sends requests and destroys; --keep leaves it running',
  up: 'starts a local AWS and leaves it running',
  serve: 'a local AWS until Ctrl-C',
  down: 'stops it',
  status: 'whether one is running, and how to point the aws command at it',
} as const;
export type LocalAction = keyof typeof localActions;

export interface Option {
  readonly type: 'boolean' | 'string';
  /** How the help shows its value. */
  readonly value?: string;
  readonly help: string;
  /** The values that it accepts, where these are fixed. */
  readonly choices?: readonly string[];
  /** Says what to write instead of an invalid value; nothing for a valid one. */
  readonly problemOf?: (value: string) => string | undefined;
  /** @default every command */
  readonly only?: readonly Command[];
  /** It applies to the topology, which every command except `explain` and `init` reads. */
  readonly topology?: true;
}

export const failOns = ['error', 'warning', 'none'] as const;

/** An option that answers a question of `init`. */
const answer = (name: keyof typeof questions, value: string, help: string, choices?: readonly string[]) =>
  ({
    type: 'string',
    value,
    help,
    only: ['init'],
    ...(choices === undefined ? { problemOf: questions[name].problemOf } : { choices }),
  }) as const;

const answering = {
  mesh: answer('mesh', 'NAME', 'name of the mesh; default: that of the folder'),
  accounts: answer('accounts', 'NAME=ID,…', 'accounts, the owner first; default: two that are made up'),
  region: answer('region', 'REGION', 'default: AWS_REGION, else us-west-2'),
  runs: answer('runs', 'WHERE', `what runs the containers: ${runners.join(', ')}; default: ecs`, runners),
  pipeline: answer('pipeline', 'KIND', 'what deploys: github, gitlab or none; default: none', [
    ...pipelineKinds,
    'none',
  ]),
  form: answer('form', 'FORM', `of the topology: ${forms.join(' or ')}; default: typescript`, forms),
  bucket: answer('bucket', 'NAME', 'bucket of the states, where a pipeline deploys'),
} as const;

/** The one table of options: parsing, help and suggestions read it. */
export const options = {
  format: {
    type: 'string',
    value: 'FORMAT',
    help: `of the result: ${formats.join(' or ')}; default: text`,
    choices: formats,
  },
  json: { type: 'boolean', help: 'short for --format json' },
  set: { type: 'string', value: 'NAME=VALUE', help: 'value of a parameter; may be repeated', topology: true },
  values: {
    type: 'string',
    value: 'FILE',
    help: 'values of parameters from a YAML, JSON or .env file; may be repeated; --set takes precedence',
    topology: true,
  },
  env: {
    type: 'boolean',
    help: 'values of parameters from MESHSPAN_PARAM_<NAME> as well; --values and --set take precedence',
    topology: true,
  },
  environment: {
    type: 'string',
    value: 'NAME',
    help: 'which of several deployments of the mesh; default: MESHSPAN_ENVIRONMENT, else the topology',
    topology: true,
  },
  'data-plane': {
    type: 'string',
    value: 'NAME',
    help: 'overrides the data plane of the topology',
    choices: dataPlaneNames,
    topology: true,
  },
  at: {
    type: 'string',
    value: 'DATE',
    help: 'the date for which to judge certificates (ISO 8601); default: now',
    problemOf: (date) =>
      instantOf(date) === undefined ? 'write it like 2027-01-31 or 2027-01-31T12:00:00Z' : undefined,
    topology: true,
  },
  'expires-within': {
    type: 'string',
    value: 'DAYS',
    help: 'warn about certificates that expire within this many days; 0: about none; default: 30',
    problemOf: (days) => (/^\d{1,5}$/.test(days) ? undefined : 'write a whole number of days'),
    topology: true,
  },
  'fail-on': {
    type: 'string',
    value: 'SEVERITY',
    help: 'exit 1, and write nothing, on these findings: error (default), warning or none',
    choices: failOns,
    topology: true,
  },
  out: {
    type: 'string',
    value: 'DIR',
    help: 'where the stacks go; default: out, or a folder in it',
    only: ['synth', 'validate', 'deploy', 'destroy'],
  },
  manifests: {
    type: 'string',
    value: 'DIR',
    help: 'also writes what is in clusters of EKS as manifests, for kubectl, Argo CD or Flux',
    only: ['synth'],
  },
  outputs: {
    type: 'string',
    value: 'STACK=FILE',
    help: 'for --manifests: the outputs of a stack, as "terraform output -json" prints them; may be repeated',
    problemOf: (pair) =>
      /^[^=]+=./s.test(pair) ? undefined : 'write the name of the stack, = and the file: STACK=FILE',
    only: ['synth'],
  },
  stack: {
    type: 'string',
    value: 'NAME',
    help: 'only this stack; may be repeated',
    only: ['deploy', 'destroy'],
  },
  yes: { type: 'boolean', help: 'do it without asking', only: ['deploy', 'destroy', 'init'] },
  ...answering,
  local: {
    type: 'boolean',
    help: 'use the local AWS of this folder, whatever the environment says',
    only: ['deploy', 'destroy', 'doctor', 'verify'],
  },
  script: {
    type: 'string',
    value: 'FILE',
    help: 'writes the checks as a script of bash, and runs nothing',
    only: ['verify'],
  },
  keep: { type: 'boolean', help: 'with "local run": leave it running', only: ['local'] },
  'no-traffic': {
    type: 'boolean',
    help: 'with "local run": start no tasks, and send no requests through them',
    only: ['local'],
  },
  serve: {
    type: 'boolean',
    help: 'keeps the Envoys running and shows them on a page, until Ctrl-C',
    only: ['lab'],
  },
  'no-color': { type: 'boolean', help: 'no colours; NO_COLOR does the same' },
  help: { type: 'boolean', help: 'this text' },
  version: { type: 'boolean', help: 'the version' },
} as const satisfies Readonly<Record<string, Option>>;
export type OptionName = keyof typeof options;
