import { fieldOf, parsedJson } from '../../core/base/json';
import type { Said } from '../../core/doctor';
import { at } from '../../core/topology';
import { installAwsCommand } from '../../local/aws-command';
import { cacheFolder } from '../../local/packages';
import { withoutKeys } from '../local/aws';
import type { Target } from '../local/target';
import { runProgram } from '../program';

/** Variables of an environment that decide who is asked. */
export type SignedIn = Readonly<Record<string, string>>;

/** Asks AWS with the `aws` command. */
export type Ask = (words: readonly string[], as: SignedIn) => Promise<Said>;

/** A question may take so long: one that the network swallows does not stop the others. */
const PATIENCE_MS = 30_000;

/** How AWS is asked; nothing without an `aws` command. The local AWS has one of its own. */
export async function asker({ session, deployable, meant }: Target): Promise<Ask | undefined> {
  const { io } = session;
  const command = await awsCommand(session.io.env, meant.kind === 'local');
  if (command === undefined) return undefined;
  const { region } = deployable.topology;
  return async (words, as) => {
    const ran = await runProgram([...command, ...words], {
      env: io.env,
      inherit:
        Object.keys(as).length > 0
          ? ['AWS_CA', 'AWS_CONFIG', 'AWS_SHARED', 'AWS_ENDPOINT', 'AWS_SSO']
          : ['AWS_'],
      add: { AWS_DEFAULT_REGION: region, AWS_REGION: region, AWS_PAGER: '', ...as },
      timeoutMs: PATIENCE_MS,
    });
    return ran.kind === 'absent'
      ? { ok: false, out: '', err: '' }
      : { ok: ran.code === 0, out: ran.out, err: ran.err };
  };
}

async function awsCommand(
  env: Readonly<Record<string, string | undefined>>,
  isLocal: boolean,
): Promise<readonly [string, ...string[]] | undefined> {
  const found = await runProgram(['aws', '--version'], { env, timeoutMs: PATIENCE_MS });
  if (found.kind === 'exited' && found.code === 0) return ['aws'];
  if (!isLocal) return undefined;
  const installed = await installAwsCommand(cacheFolder(env));
  return installed.ok ? installed.command : undefined;
}

/** The variables with which an account is asked, as the providers of its stacks sign in to it; a role is assumed. */
export async function signedInto(target: Target, ask: Ask, account: string): Promise<SignedIn> {
  const { deployable, environment } = target;
  const { credentials } = at(deployable.topology.accounts, account);
  const stack = deployable.plan.stacks.find((each) => each.account === account);
  const { add = {} } = environment(stack?.name ?? '');
  if (credentials.kind === 'profile') return { ...withoutKeys(add), AWS_PROFILE: credentials.profile };
  if (credentials.kind === 'ambient') return add;
  const external = credentials.externalId === undefined ? [] : ['--external-id', credentials.externalId];
  const said = await ask(
    [
      'sts',
      'assume-role',
      '--role-arn',
      credentials.arn,
      '--role-session-name',
      'meshspan-doctor',
      ...external,
      '--output',
      'json',
    ],
    add,
  );
  const keys = fieldOf(parsedJson(said.out), 'Credentials');
  const text = (name: string): string => {
    const value = fieldOf(keys, name);
    return typeof value === 'string' ? value : '';
  };
  const { AWS_PROFILE: _, ...others } = add;
  return {
    ...others,
    // Without an answer these are keys of nobody, so that AWS is not asked as somebody else.
    AWS_ACCESS_KEY_ID: text('AccessKeyId') || 'nobody',
    AWS_SECRET_ACCESS_KEY: text('SecretAccessKey') || 'nobody',
    AWS_SESSION_TOKEN: text('SessionToken'),
  };
}
