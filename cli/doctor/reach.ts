import type { Need } from '../../core/doctor';
import { mirrorsOf, versionIn } from '../../terraform/mirrors';
import { surroundingsOfProcess, targetOf as machineOf } from '../../terraform/surroundings';
import type { Target } from '../local/target';
import { ok, problem, unknown, type Found } from './found';

/** Where a provider is, or comes from. Nothing is downloaded. */
export async function providerFound(
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

/** The status with which a URL answers; nothing where nobody does. */
export async function statusOf(url: string): Promise<number | undefined> {
  return (await answerFrom(url))?.status;
}

/** What answers at a URL; nothing where nobody does. */
async function answerFrom(url: string): Promise<Response | undefined> {
  try {
    const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(10_000) });
    // The list of a provider's versions is long, and nobody reads it.
    await answer.body?.cancel();
    return answer;
  } catch {
    return undefined;
  }
}

/** AWS refuses what is signed with a time that is more than five minutes from its own. */
const TOLERATED_S = 300;

/** How far the clock of this machine is from that of AWS. */
export async function clockFound({ deployable, meant }: Target): Promise<Found> {
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
