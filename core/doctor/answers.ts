import { parsedJson, fieldOf } from '../base/json';
import type { AskedNeed, Need, QuotaNeed } from './needs';

/** What a program has printed, and whether it succeeded. */
export interface Said {
  readonly ok: boolean;
  readonly out: string;
  readonly err: string;
}

/** What was found about a need. */
export interface Answer {
  readonly check: string;
  /** Key of the account; absent: it is of this machine, or of all. */
  readonly account?: string;
  readonly result: 'ok' | 'problem' | 'not checked';
  /** What is there, or why it was not checked. */
  readonly found: string;
  /** What to do; with a problem. */
  readonly fix?: string;
}

/** Words for the `aws` command that answer a need of an account, each question in turn. */
export function questionsOf(need: AskedNeed): readonly (readonly string[])[] {
  switch (need.kind) {
    case 'account':
      return [['sts', 'get-caller-identity', '--output', 'json']];
    case 'role':
      return [['iam', 'get-role', '--role-name', need.role, '--query', 'Role.Arn']];
    case 'organization':
      return [['organizations', 'list-aws-service-access-for-organization', '--output', 'json']];
    case 'quota': {
      const { code, used } = need;
      const quota = ['--service-code', code?.service ?? '', '--quota-code', code?.quota ?? ''];
      return [
        ...(code === undefined
          ? []
          : [['service-quotas', 'get-service-quota', ...quota, '--query', 'Quota.Value']]),
        ...(used === undefined ? [] : [used]),
      ];
    }
  }
}

/** What the table calls a need. */
export function checkOf(need: Need): string {
  switch (need.kind) {
    case 'program':
      return need.program;
    case 'provider':
      return `provider ${need.source.split('/').at(-1) ?? need.source} ${need.version}`;
    case 'clock':
      return 'clock';
    case 'account':
      return 'credentials';
    case 'role':
      return need.role;
    case 'organization':
      return 'sharing with the organization';
    case 'quota':
      return need.quota;
    case 'state':
      return `states (${need.state.kind})`;
  }
}

/** The answer to a need of an account, from what was said to its questions. */
export function answerOf(need: AskedNeed, said: readonly Said[]): Answer {
  const common = { check: checkOf(need), account: need.account };
  const [first] = said;
  switch (need.kind) {
    case 'account':
      return { ...common, ...identityIn(need, first) };
    case 'role': {
      if (first?.ok === true) return { ...common, result: 'ok', found: 'exists' };
      if (!isAbsent(first)) return { ...common, ...unasked(first) };
      const found = 'does not exist yet';
      const fix = `aws iam create-service-linked-role --aws-service-name ${need.service} (in this account)`;
      return { ...common, result: 'problem', found, fix };
    }
    case 'organization': {
      if (first?.ok !== true)
        return { ...common, ...unasked(first, 'only the management account of the organization can tell') };
      if (first.out.includes('ram.amazonaws.com'))
        return { ...common, result: 'ok', found: 'is switched on' };
      const fix = 'aws ram enable-sharing-with-aws-organization (in the management account)';
      return { ...common, result: 'problem', found: 'is switched off', fix };
    }
    case 'quota':
      return { ...common, ...quotaIn(need, said) };
  }
}

type Found = Pick<Answer, 'result' | 'found' | 'fix'>;

const isAbsent = (said: Said | undefined): boolean => said?.err.includes('NoSuchEntity') === true;

/** Why AWS did not say: the code of its error alone, which contains nothing of the request. */
function unasked(said: Said | undefined, why = ''): Found {
  const code = /\((\w+)\) when calling the (\w+)/.exec(said?.err ?? '');
  const reason = code === null ? 'AWS did not answer' : `${code[2] ?? ''}: ${code[1] ?? ''}`;
  return { result: 'not checked', found: why === '' ? reason : `${reason}; ${why}` };
}

function identityIn(
  { account, id, credentials }: Extract<AskedNeed, { kind: 'account' }>,
  said: Said | undefined,
): Found {
  const found = said?.ok === true ? fieldOf(parsedJson(said.out), 'Account') : undefined;
  if (found === id) return { result: 'ok', found: `of ${id}` };
  const how = {
    role: `let who is signed in assume ${credentials.kind === 'role' ? credentials.arn : ''} (its trust policy, and sts:AssumeRole)`,
    profile: `aws sso login or aws configure --profile ${credentials.kind === 'profile' ? credentials.profile : ''}`,
    ambient: `sign in to ${id}, or write role or profile of accounts.${account}`,
  }[credentials.kind];
  if (typeof found === 'string')
    return { result: 'problem', found: `of ${found}, and not of ${id}`, fix: how };
  return { result: 'problem', found: `nobody is signed in (${unasked(said).found})`, fix: how };
}

function quotaIn({ code, usual, wanted, of, used }: QuotaNeed, said: readonly Said[]): Found {
  const numbers = said.map(({ ok, out }) => (ok ? Number.parseFloat(out) : Number.NaN));
  const asked = code === undefined ? undefined : numbers[0];
  const limit = asked === undefined || Number.isNaN(asked) ? usual : asked;
  const others = used === undefined ? 0 : (numbers.at(-1) ?? Number.NaN);
  const source = limit === asked ? '' : code === undefined ? '' : ', as AWS usually permits';
  if (Number.isNaN(others) && wanted <= limit)
    return {
      result: 'not checked',
      found: `${wanted} for ${of}, of ${limit}${source}; how many are in use is not known`,
    };
  const sum = wanted + (Number.isNaN(others) ? 0 : others);
  const found = `${used === undefined ? '' : `${others} in use by others, `}${wanted} for ${of}: ${sum} of ${limit}${source}`;
  if (sum <= limit) return { result: 'ok', found };
  const fix =
    code === undefined
      ? 'spread the entries over more workloads'
      : `aws service-quotas request-service-quota-increase --service-code ${code.service} --quota-code ${code.quota} --desired-value ${sum}`;
  return { result: 'problem', found, fix };
}
