import { checkOf, type Answer, type Need } from '../../core/doctor';
import { openParametersOf, type StateBackend } from '../../core/topology';
import { mirrorsOf, versionIn } from '../../terraform/mirrors';
import { surroundingsOfProcess, targetOf as machineOf } from '../../terraform/surroundings';
import { terraformVersion } from '../../terraform/version';
import type { Target } from '../local/target';
import { runProgram } from '../program';

type Found = Pick<Answer, 'result' | 'found' | 'fix'>;
type HereNeed = Exclude<Need, { readonly account: string }>;

const ok = (found: string): Found => ({ result: 'ok', found });
const unknown = (found: string): Found => ({ result: 'not checked', found });
const problem = (found: string, fix: string): Found => ({ result: 'problem', found, fix });

/** The answer to a need of this machine, or of all accounts. */
export async function answerHere(target: Target, need: Need): Promise<Answer> {
  return { check: checkOf(need), ...('account' in need ? unknown('') : await foundOf(target, need)) };
}

function foundOf(target: Target, need: HereNeed): Promise<Found> | Found {
  switch (need.kind) {
    case 'program':
      return programFound(target, need);
    case 'provider':
      return providerFound(target, need);
    case 'clock':
      return clockFound(target);
    case 'state':
      return stateFound(target, need.state);
  }
}

const OLDEST_NODE = 20;

/** How each program tells its version, and where it comes from. */
const PROGRAMS = {
  aws: [['--version'], 'https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html'],
  'session-manager-plugin': [
    ['--version'],
    'https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html',
  ],
  kubectl: [['version', '--client'], 'https://kubernetes.io/docs/tasks/tools/'],
} as const;

async function programFound(
  { session, meant }: Target,
  { program, by, isOptional }: Extract<Need, { kind: 'program' }>,
): Promise<Found> {
  const { env } = session.io;
  if (program === 'node') {
    const { node } = process.versions;
    return Number.parseInt(node, 10) >= OLDEST_NODE
      ? ok(node)
      : problem(node, `install ${OLDEST_NODE} or newer from https://nodejs.org`);
  }
  if (program === 'terraform') {
    const found = await terraformVersion({ from: env });
    return found.ok ? ok(found.version) : problem('none that will do', found.problem);
  }
  const [words, from] = PROGRAMS[program];
  const ran = await runProgram([program, ...words], { env, timeoutMs: 30_000 });
  if (ran.kind === 'exited' && ran.code === 0) return ok(`${ran.out}${ran.err}`.trim().split('\n')[0] ?? '');
  if (program === 'aws' && meant.kind === 'local') return ok('the one of the local AWS');
  const found = `none on PATH; ${by} ${by.includes(' and ') ? 'need' : 'needs'} it`;
  return isOptional ? unknown(found) : problem(found, `install it from ${from}`);
}

/** Where a provider is, or comes from. Nothing is downloaded. */
async function providerFound(
  { session }: Target,
  provider: Extract<Need, { kind: 'provider' }>,
): Promise<Found> {
  const around = {
    ...surroundingsOfProcess(machineOf(process.platform, process.arch)),
    env: session.io.env as NodeJS.ProcessEnv,
  };
  const mirror = mirrorsOf(around, [provider]).find((each) => versionIn(each, provider) !== undefined);
  if (mirror !== undefined) return ok(`in ${mirror.path}`);
  const [host = '', ...path] = provider.source.split('/');
  const status = await statusOf(`https://${host}/v1/providers/${path.join('/')}/versions`);
  if (status === 200) return ok(`from ${host}`);
  return problem(
    `${host} ${status === undefined ? 'cannot be reached' : `answers ${status}`}`,
    'let this machine reach it (HTTPS_PROXY), or put the provider into a mirror: docs/troubleshooting.md',
  );
}

async function statusOf(url: string): Promise<number | undefined> {
  return (await answerFrom(url))?.status;
}

/** What answers at a URL; nothing where nobody does. */
async function answerFrom(url: string): Promise<Response | undefined> {
  try {
    return await fetch(url, { method: 'GET', redirect: 'manual', signal: AbortSignal.timeout(10_000) });
  } catch {
    return undefined;
  }
}

/** AWS refuses what is signed with a time that is more than five minutes from its own. */
const TOLERATED_S = 300;

async function clockFound({ deployable, meant }: Target): Promise<Found> {
  if (meant.kind !== 'aws') return unknown('this is not AWS itself');
  const { region } = deployable.topology;
  const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  const answer = await answerFrom(`https://sts.${region}.${domain}/`);
  const date = Date.parse(answer?.headers.get('date') ?? '');
  if (Number.isNaN(date)) return unknown(`sts.${region}.${domain} cannot be reached`);
  const off = Math.round((Date.now() - date) / 1000);
  return Math.abs(off) < TOLERATED_S
    ? ok(`${Math.abs(off)} s from that of AWS`)
    : problem(
        `${Math.abs(off)} s ${off > 0 ? 'ahead of' : 'behind'} AWS`,
        'let the machine set its clock by NTP',
      );
}

async function stateFound({ session, meant }: Target, state: StateBackend): Promise<Found> {
  if (meant.kind === 'local' || state.kind === 'local') return ok('files of this machine: keep them');
  if (state.kind === 'http')
    return openParametersOf(state.address).length > 0 || !URL.canParse(state.address)
      ? unknown('its address is not known yet')
      : reached(state.address, await statusOf(state.address));
  if (state.kind === 'cloud') {
    const host = state.hostname ?? 'app.terraform.io';
    const token = `TF_TOKEN_${host.replaceAll('-', '__').replaceAll('.', '_')}`;
    return (session.io.env[token] ?? '') === ''
      ? problem(`${token} is not set`, `set ${token} to a token of organization ${state.organization}`)
      : ok(`${token} is set`);
  }
  const { bucket, region, profile, role } = state;
  if (role !== undefined)
    return unknown(`bucket ${bucket} is read with role ${role}, when stacks are initialized`);
  const add = {
    AWS_DEFAULT_REGION: region,
    AWS_REGION: region,
    ...(profile !== undefined && { AWS_PROFILE: profile }),
  };
  const ran = await runProgram(['aws', 's3api', 'head-bucket', '--bucket', bucket], {
    env: session.io.env,
    add,
    timeoutMs: 30_000,
  });
  if (ran.kind === 'absent') return unknown('it takes the aws command');
  if (ran.code === 0) return ok(`bucket ${bucket}`);
  const code = /\((\w+)\)/.exec(ran.err)?.[1] ?? 'no answer';
  return problem(
    `bucket ${bucket}: ${code}`,
    code === '404'
      ? `aws s3api create-bucket --bucket ${bucket}, with versioning`
      : 'sign in as someone who may read and write it',
  );
}

/** The host alone: an address may contain a password. */
const reached = (address: string, status: number | undefined): Found => {
  const { host } = new URL(address);
  return status === undefined
    ? problem(`${host} cannot be reached`, 'let this machine reach it')
    : ok(`${host} answers`);
};
