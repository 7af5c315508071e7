import { groupedBy } from '../../base/collections';
import { shellWord } from '../../base/shell';
import type { AccountStep, CallsStep, Place, Step } from '../steps';
import { ASKING } from './asking';
import { DOORS } from './doors';
import { INSIDE } from './inside';
import { JUDGING } from './judging';
import { PROBES } from './probes';
import { REPORTING } from './reporting';

/** What a script says of itself. */
export interface ScriptOf {
  readonly mesh: string;
  readonly region: string;
}

const words = (...texts: readonly (string | number)[]): string =>
  texts.map((text) => shellWord(String(text))).join(' ');

const yes = (is: boolean): string => (is ? 'yes' : 'no');

/** A script of bash that takes the steps, and prints a line for each check. */
export function scriptOf(steps: readonly Step[], { mesh, region }: ScriptOf): string {
  const accounts = steps.filter((step) => step.kind === 'account');
  return [
    headOf(steps, mesh, region),
    ...[REPORTING, ASKING, INSIDE, JUDGING, DOORS].flatMap((functions) => [functions, '']),
    `# Who is signed in to each account, as its stacks are.\n${signingIn(accounts)}`,
    '',
    `# What runs in a container.\nread -r -d '' library << 'PROBES'\n${PROBES}\nPROBES`,
    '',
    ...sectionsOf(steps),
    END,
  ].join('\n');
}

const END = `printf '%s checks: %s ok, %s failed, %s not checked\\n' $((good + failed + skipped)) "$good" "$failed" "$skipped"
[ "$failed" = 0 ] && [ "$good" -gt 0 ]
`;

/** Programs, by what wants them. */
function headOf(steps: readonly Step[], mesh: string, region: string): string {
  const places = steps.flatMap((step) =>
    step.kind === 'calls' || step.kind === 'counted' || step.kind === 'callers' ? [step.place.kind] : [],
  );
  const runs = steps.some((step) => step.kind === 'running' && step.place.kind === 'pod');
  const needs = [
    ['aws', 'to ask AWS'],
    ...(places.includes('task') ? [['session-manager-plugin', 'to start commands in tasks (ECS Exec)']] : []),
    ...(runs ? [['kubectl', 'to ask clusters of EKS']] : []),
    ...(steps.some(({ kind }) => kind === 'door') ? [['curl', 'to call load balancers']] : []),
  ];
  return `#!/usr/bin/env bash
# Checks of the mesh ${shellWord(mesh)} after a deploy, written by meshspan verify. It changes nothing.
# One line for each check. Exit code 0: all that could be checked is as expected; 1: something is not, or nothing could be
# checked; 2: a program is missing.
set -u
export AWS_DEFAULT_REGION=${shellWord(region)} AWS_REGION=${shellWord(region)} AWS_PAGER=
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
mkfifo "$work/input"
exec 9<> "$work/input"
need_all() {
${needs.map(([program = '', why = '']) => `  need ${words(program, why)}`).join('\n')}
}
`;
}

/** Keys in the environment would take precedence over a profile. */
const WITHOUT_KEYS = 'env -u AWS_ACCESS_KEY_ID -u AWS_SECRET_ACCESS_KEY -u AWS_SESSION_TOKEN';

/** A function that starts a program with the credentials of an account; and what assumes roles. */
function signingIn(accounts: readonly AccountStep[]): string {
  const rows = accounts.map(({ account, credentials }) => {
    const call = {
      role: `${WITHOUT_KEYS} AWS_PROFILE=meshspan AWS_SHARED_CREDENTIALS_FILE="$work"/${shellWord(account)}.credentials "$@"`,
      profile:
        credentials.kind === 'profile'
          ? `${WITHOUT_KEYS} AWS_PROFILE=${shellWord(credentials.profile)} "$@"`
          : '',
      ambient: '"$@"',
    }[credentials.kind];
    return `    ${shellWord(account)}) ${call} ;;`;
  });
  const roles = accounts.flatMap(({ account, credentials }) =>
    credentials.kind === 'role'
      ? [`sign_in ${words(account, credentials.arn, credentials.externalId ?? '')}`]
      : [],
  );
  return `as() { # ACCOUNT PROGRAM WORDS…
  local account=$1
  shift
  case $account in
${rows.join('\n')}
  esac
}
need_all
${roles.join('\n')}`;
}

const TITLES: Readonly<Record<Step['kind'], string>> = {
  account: 'Accounts.',
  running: 'What runs.',
  targets: 'Targets of load balancers.',
  calls: 'Calls, each from beside the proxy of its caller.',
  door: 'Front doors, from here.',
  'own-name': 'Names that are not those of a front door.',
  counted: 'What gateways called meanwhile.',
  callers: 'Who has called listeners that require a certificate.',
  skipped: 'What cannot be checked.',
};

const sectionsOf = (steps: readonly Step[]): readonly string[] =>
  [...groupedBy(steps, ({ kind }) => kind)].map(
    ([, alike]) => `# ${TITLES[alike[0]?.kind ?? 'skipped']}\n${alike.map(linesOf).join('\n')}\n`,
  );

/** Where a command runs, as the functions of the script take it. */
const wordsOf = (place: Place): readonly string[] =>
  place.kind === 'task'
    ? [place.account, place.cluster, place.service]
    : [place.account, place.cluster, place.namespace, place.deployment];

const inside = (which: 'one' | 'all', place: Place, probes: readonly string[]): string =>
  `inside ${words(which, place.kind, ...wordsOf(place), place.container)} << 'END'\n${probes.join('\n')}\nEND`;

function linesOf(step: Step): string {
  switch (step.kind) {
    case 'account':
      return `account ${words(step.account, step.id)}`;
    case 'running':
      return `${step.place.kind}_runs ${words(step.what, ...wordsOf(step.place))}`;
    case 'targets':
      return `targets ${words(step.what, step.account, step.targetGroup)}`;
    case 'calls':
      return callsText(step);
    case 'callers':
      return `${inside('all', step.place, [`callers ${shellWord(step.listener)}`])}\njudge_callers ${words(step.what)}`;
    case 'counted':
      return `${inside('all', step.place, [`counted ${shellWord(step.cluster)}`])}\njudge_counted ${words(step.verdict, step.what)}`;
    case 'door': {
      const { what, account, loadBalancer, port, isInternal, isTls, answers, name = '', path } = step;
      return `door ${words(what, account, loadBalancer, port, yes(isInternal), yes(isTls), answers, name, path)}`;
    }
    case 'own-name':
      return `own_name ${words(step.what, step.account, step.loadBalancer, step.port, yes(step.isInternal))}`;
    case 'skipped':
      return `skip ${words(step.what, step.because)}`;
  }
}

function callsText({ place, calls, plaintexts }: CallsStep): string {
  const probes = [
    ...calls.map(
      ({ from, way, tries }, n) =>
        `call ${words(n, way.kind, from.address, from.port, way.host, way.path, tries, way.cluster)}`,
    ),
    ...plaintexts.map(({ listenerAddress: { address, port } }, n) => `plaintext ${words(n, address, port)}`),
  ];
  return [
    inside('one', place, probes),
    ...calls.map(({ what, verdict }, n) => `judge_call ${words(n, verdict, what)}`),
    ...plaintexts.map(({ what }, n) => `judge_plaintext ${words(n, what)}`),
  ].join('\n');
}
