import { openParametersOf, type StateBackend } from '../../core/topology';
import type { Target } from '../local/target';
import { runProgram } from '../program';
import { ok, problem, unknown, type Found } from './found';
import { statusOf } from './reach';

/** Whether the states can be reached. */
export async function stateFound({ session, meant }: Target, state: StateBackend): Promise<Found> {
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
