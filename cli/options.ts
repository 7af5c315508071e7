/** The commands, in the order of the help, each in one line. */
export const commands = {
  check: 'a verdict for every call and entry, and what is wrong or unsafe',
  plan: 'the stacks in the order of their deployment, and what each hands to others',
  synth: 'one self-contained Terraform module per stack',
  validate: 'plan, check and synth, then terraform init and validate for every stack',
} as const;
export type Command = keyof typeof commands;

export interface Option {
  readonly type: 'boolean' | 'string';
  /** How the help shows its value. */
  readonly value?: string;
  readonly help: string;
  /** The words that it takes, where these are known. */
  readonly choices?: readonly string[];
  /** @default every command */
  readonly only?: readonly Command[];
}

export const failOns = ['error', 'warning', 'none'] as const;
export const dataPlanes = ['app-mesh', 'envoy', 'service-connect', 'lattice'] as const;

/** The one table of options: parsing, help and suggestions read it. */
export const options = {
  json: { type: 'boolean', help: 'the result as JSON' },
  set: { type: 'string', value: 'NAME=VALUE', help: 'value of a parameter; may be repeated' },
  env: { type: 'boolean', help: 'values of parameters from MESHSPAN_PARAM_<NAME> too; --set goes first' },
  'data-plane': {
    type: 'string',
    value: 'NAME',
    help: 'instead of what the topology says',
    choices: dataPlanes,
  },
  'fail-on': {
    type: 'string',
    value: 'SEVERITY',
    help: 'exit 1, and write nothing, at these findings: error (default), warning or none',
    choices: failOns,
  },
  out: {
    type: 'string',
    value: 'DIR',
    help: 'where the stacks go; default: out',
    only: ['synth', 'validate'],
  },
  'no-color': { type: 'boolean', help: 'no colours; NO_COLOR does the same' },
  help: { type: 'boolean', help: 'this text' },
  version: { type: 'boolean', help: 'the version' },
} as const satisfies Readonly<Record<string, Option>>;
export type OptionName = keyof typeof options;
