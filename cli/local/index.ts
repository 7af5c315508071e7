import type { Session } from '../session';
import type { ExitCode } from '../io';
import type { LocalAction } from '../options';
import { planFor } from '../plan';
import { printing } from '../reporting';
import { terraformReady } from '../runner';

/** `meshspan local …` */
export async function local(session: Session): Promise<ExitCode> {
  return does[session.action ?? 'status'](session);
}

const does: Readonly<Record<LocalAction, (session: Session) => Promise<ExitCode>>> = {
  run: printing(['text', 'json'], async (session) => {
    const notReady = await terraformReady(session.io);
    if (notReady !== undefined) return notReady;
    const planned = await planFor(session);
    if (typeof planned === 'number') return planned;
    return (await import('./run')).localRun(session, planned.deployable, planned.judgement);
  }),
  up: printing(['text', 'json'], async (session) => {
    const planned = await planFor(session);
    if (typeof planned === 'number') return planned;
    return (await import('./process')).up(session);
  }),
  serve: printing(['text'], async (session) => {
    const planned = await planFor(session);
    if (typeof planned === 'number') return planned;
    return (await import('./process')).serve(session, planned.deployable.topology);
  }),
  down: printing(['text'], async (session) => (await import('./process')).down(session)),
  status: printing(['text', 'json'], async (session) => (await import('./process')).status(session)),
};
