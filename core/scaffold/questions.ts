import { standingOf } from '../topology';
import { key, region } from '../topology/schema/scalar';
import { bucketName } from '../topology/schema/state';
import { accountsOf, forms, pipelineKinds, runners, type Answers, type Typed } from './answers';
import { MOST_ACCOUNTS } from './networks';

/** What the answers of a person depend on. */
export interface Surroundings {
  /** Name of the folder. */
  readonly folder: string;
  /** Region of the AWS configuration in the environment. @default none */
  readonly region?: string;
}

/** One thing that `init` has to know. */
export interface Question {
  /** What is asked; absent where only the flag gives another answer than the default. */
  readonly asks?: string;
  /** The answer where nothing is said. */
  readonly usual: (surroundings: Surroundings, before: Partial<Typed>) => string;
  /** What to write instead of an answer; nothing for a valid one. */
  readonly problemOf: (answer: string) => string | undefined;
}

type Schema = {
  safeParse(value: string): { error?: { issues: readonly { readonly message: string }[] } | undefined };
};

const ruleOf =
  (schema: Schema) =>
  (answer: string): string | undefined =>
    schema.safeParse(answer).error?.issues[0]?.message;

const oneOf =
  (choices: readonly string[]) =>
  (answer: string): string | undefined =>
    choices.includes(answer) ? undefined : `it is one of ${choices.join(', ')}`;

/** Names of stacks that are not an account's first (`core/planner/names.ts`). */
const RESERVED = /^shared$|-(?:requests|links|kubernetes)$/;

function problemOfAccounts(answer: string): string | undefined {
  const accounts = accountsOf(answer);
  const wrong = accounts.find(({ id }) => !/^\d{12}$/.test(id));
  if (wrong !== undefined)
    return `an account is a name and an id of twelve digits; write it like ${wrong.key === '' ? 'frontend' : wrong.key}=111111111111`;
  const misnamed = accounts
    .map((account) => ruleOf(key)(account.key))
    .find((problem) => problem !== undefined);
  if (misnamed !== undefined) return misnamed;
  const reserved = accounts.find((account) => RESERVED.test(account.key));
  if (reserved !== undefined)
    return `"${reserved.key}" is reserved: a stack that belongs to no single account, or an additional one of an account, has such a name; write another, such as ${reserved.key}-services`;
  if (accounts.length > MOST_ACCOUNTS) return `name at most ${MOST_ACCOUNTS} accounts`;
  const twice = twiceIn(accounts.map((account) => account.key)) ?? twiceIn(accounts.map(({ id }) => id));
  return twice === undefined ? undefined : `"${twice}" is there twice; name each account once`;
}

/** What is more than once in a list. */
const twiceIn = (all: readonly string[]): string | undefined => {
  const seen = new Set<string>();
  return all.find((each) => seen.has(each) || !seen.add(each));
};

const problemOfRegion = (answer: string): string | undefined => {
  const standing = standingOf(answer);
  return (
    ruleOf(region)(answer) ??
    (standing.kind === 'none' ? (standing.meant ?? 'AWS has none of that name') : undefined)
  );
};

/** As a key of a topology: lower case, and what a key may not contain is a hyphen. */
const asKey = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, MOST_OF_NAME)
    .replace(/-+$/, '');

/** Room for what names of AWS add to that of the mesh, of which the bucket's is the longest. */
const MOST_OF_NAME = 32;

/** The questions in the order in which they are asked; a flag of the same name answers one. */
export const questions: Readonly<Record<keyof Answers, Question>> = {
  mesh: {
    asks: 'Name of the mesh',
    usual: ({ folder }) => asKey(folder) || 'mesh',
    problemOf: (answer) =>
      ruleOf(key)(answer) ??
      (answer.length > MOST_OF_NAME ? `write at most ${MOST_OF_NAME} characters` : undefined),
  },
  accounts: {
    asks: 'AWS accounts as NAME=ID, separated by commas; the first owns mesh and authority',
    usual: () => 'frontend=111111111111,backend=222222222222',
    problemOf: problemOfAccounts,
  },
  region: {
    asks: 'Region',
    usual: ({ region: of = '' }) => (problemOfRegion(of) === undefined ? of : 'us-west-2'),
    problemOf: problemOfRegion,
  },
  runs: {
    asks: 'What runs the containers: ecs, eks, or none (a platform of yours)',
    usual: () => 'ecs',
    problemOf: oneOf(runners),
  },
  pipeline: {
    asks: 'What deploys: github, gitlab, or none (you, from your machine)',
    usual: () => 'none',
    problemOf: oneOf([...pipelineKinds, 'none']),
  },
  form: { usual: () => 'typescript', problemOf: oneOf(forms) },
  bucket: {
    usual: (_surroundings, { mesh = '', accounts = '' }) =>
      `${mesh}-${accountsOf(accounts)[0]?.id ?? ''}-terraform-state`,
    problemOf: ruleOf(bucketName),
  },
};
