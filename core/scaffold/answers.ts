/** Who runs the containers of the topology. */
export const runners = ['ecs', 'eks', 'none'] as const;
export type Runner = (typeof runners)[number];

/** Who runs the stacks. */
export const pipelineKinds = ['github', 'gitlab'] as const;
export type PipelineKind = (typeof pipelineKinds)[number];

/** The languages in which a topology can be written. */
export const forms = ['typescript', 'yaml'] as const;
export type Form = (typeof forms)[number];

export interface NamedAccount {
  readonly key: string;
  /** Twelve digits. */
  readonly id: string;
}

/** What `init` knows when it writes. */
export interface Answers {
  readonly mesh: string;
  /** At least one; the first is the owner. */
  readonly accounts: readonly NamedAccount[];
  readonly region: string;
  readonly runs: Runner;
  readonly pipeline: PipelineKind | 'none';
  readonly form: Form;
  /** Bucket of the states, where a pipeline runs the stacks. */
  readonly bucket: string;
}

/** Answers as they are typed. */
export type Typed = Readonly<Record<keyof Answers, string>>;

/** `frontend=111111111111, backend=222222222222` */
export const accountsOf = (answer: string): readonly NamedAccount[] =>
  answer.split(',').map((each) => {
    const [name = '', id = ''] = each.split('=').map((part) => part.trim());
    return { key: name, id };
  });

/** Valid answers as what is written. */
export function answersOf(typed: Typed): Answers {
  const one = <Choice extends string>(choices: readonly Choice[], answer: string, usual: Choice): Choice =>
    choices.find((choice) => choice === answer) ?? usual;
  return {
    ...typed,
    accounts: accountsOf(typed.accounts),
    runs: one(runners, typed.runs, 'none'),
    pipeline: one(pipelineKinds as readonly Answers['pipeline'][], typed.pipeline, 'none'),
    form: one(forms, typed.form, 'yaml'),
  };
}
