import { totalmem } from 'node:os';
import { resolve } from 'node:path';
import { counted, quotedList } from '../../core/base/text';
import { allFindingsOf, type Deployable, type Judgement } from '../../core/judge';
import { awaitedBy, type Awaited } from '../../core/dataplane';
import { meshText } from '../../core/report';
import { pathText } from '../../core/topology';
import type { LocalRecord } from '../../local/record';
import { turnNow } from '../../local/packages';
import { isRecordDamaged, runningRecord } from '../../local/record';
import { deployStacks, destroyStacks, newMemory, planStacks, readStates } from '../../terraform/runner';
import type { RunnerOptions } from '../../terraform/runner';
import { ExitCode } from '../io';
import { interruptOf } from '../interrupt';
import { besideReal, environmentFor, forgetLocal, localOut, localStates, recordFile } from './aws';
import { kubernetesFor } from './kubernetes';
import { howTo, installing, isUnknown, isUp, started } from './process';
import { left, proven } from './proof';
import { traffic } from './traffic';
import { startFor } from './start';
import { streamsJson } from '../reporting';
import { eventReporter, explaining, reportProblems } from '../runner';
import { outcomesText, sumText } from '../outcomes-text';
import { countsText, problemsText } from '../runner-text';
import type { Session } from '../session';
import { synthFor, type Placed } from '../synth';

/** Stacks at a time: each takes half a gigabyte of memory, and spends most of its time waiting for the provider. */
const concurrency = totalmem() >= 8 * 2 ** 30 ? 4 : 2;

/** `meshspan local run`: the whole life cycle of the mesh on this machine. Exit code 1 where any step fails. */
export async function localRun(session: Session, asked: Deployable, judgement: Judgement): Promise<ExitCode> {
  const { io } = session;
  const running = await runningRecord(recordFile(io));
  if (running !== undefined) return isUp(io, running);
  if (isRecordDamaged(recordFile(io))) return isUnknown(io);
  const turn = turnNow(resolve(io.cwd, '.meshspan/local.lock'));
  if (turn === undefined) {
    io.err('meshspan: another "meshspan local run" is running in this folder; wait until it finishes\n');
    return ExitCode.Findings;
  }
  try {
    return await runWhole(session, asked, judgement);
  } finally {
    turn.end();
  }
}

async function runWhole(session: Session, asked: Deployable, judgement: Judgement): Promise<ExitCode> {
  const { io, keep } = session;
  const json = streamsJson(session);
  const begun = performance.now();
  const deployable = unprotected(besideReal(asked));
  if (!json) io.out(meshText(deployable.plan, judgement.edges, allFindingsOf(judgement), session.style.out));
  const awaited = awaitedBy(deployable.topology);
  if (awaited.length > 0) {
    io.err(absentText(awaited));
    return ExitCode.Findings;
  }
  const controlled = Object.values(deployable.topology.clusters).filter(
    (cluster) => cluster.kind === 'eks' && cluster.meshObjects === 'controller',
  );
  if (controlled.length > 0) {
    io.err(uncontrolledText(controlled.map(({ key }) => key)));
    return ExitCode.Findings;
  }
  const mirrors = await kubernetesFor(io, deployable.plan);
  if (mirrors === undefined) return ExitCode.Findings;
  // The contents of an earlier local AWS are gone.
  forgetLocal(io);
  const local: Placed = { ...session, out: localOut, states: localStates(io), stacks: [] };
  if ((await synthFor(local, deployable)) === undefined) return ExitCode.Findings;
  const { interrupt, release } = interruptOf(io);
  const aws = await (keep ? apart(local) : within(local, deployable));
  if (aws === undefined) return ExitCode.Findings;
  try {
    const options: RunnerOptions = {
      outDir: resolve(io.cwd, localOut),
      workFolder: resolve(io.cwd, '.meshspan'),
      plan: deployable.plan,
      ...explaining(deployable),
      environment: environmentFor(deployable, aws.environment),
      aws: 'local',
      onEvent: eventReporter(local),
      concurrency,
      memory: newMemory(),
      sandbox: true,
      // What keeps running is also examined by hand.
      inPlace: !keep,
      mirrors,
      interrupt,
    };
    const held = await life(local, deployable, options, aws.url);
    const seconds = ((performance.now() - begun) / 1000).toFixed(0);
    if (json) io.out(`${JSON.stringify({ event: 'end', ok: held !== undefined, held: held ?? '' })}\n`);
    else if (held !== undefined) io.out(`\n${session.style.out.strong(`${held}, in ${seconds} s`)}\n`);
    if (held === undefined && !keep && !json)
      io.err(
        'the local AWS of this run was stopped, and its contents are gone; "local run --keep" leaves it running\n',
      );
    if (keep && aws.record !== undefined && !json)
      io.out(`\nthe local AWS keeps running; "meshspan local down" stops it\n${howTo(aws.record)}`);
    return held === undefined ? ExitCode.Findings : ExitCode.Ok;
  } finally {
    release();
    await aws.close();
  }
}

/** Says what a new local AWS cannot have, before a deploy waits for it in vain. */
const absentText = (awaited: readonly Awaited[]): string =>
  [
    'meshspan: the local AWS of "local run" starts empty, and this topology names what exists already:',
    ...awaited.map(({ at, what, id }) => `  ${pathText(at)}: ${what}, ${id}`),
    'start one that stays ("meshspan local up"), create these there with the aws command (acm import-certificate, route53 create-hosted-zone), write their ARNs and ids into the topology, and run "meshspan deploy --local"\n',
  ].join('\n');

/** Says that nothing would make the mesh objects. */
const uncontrolledText = (clusters: readonly string[]): string =>
  `meshspan: nothing runs the App Mesh controller in "local run", which would make the mesh objects of ${quotedList(clusters, ' and ')}; write meshObjects: terraform for a run on this machine\n`;

/** Nothing is protected from removal, because everything is destroyed again at the end. */
function unprotected(deployable: Deployable): Deployable {
  const { topology, lowered } = deployable;
  const parties = lowered.parties.map((party) => ({
    ...party,
    entries: party.entries.map((entry) => ({ ...entry, deletionProtection: false })),
  }));
  return {
    ...deployable,
    topology: { ...topology, removalProtection: false },
    lowered: { ...lowered, parties },
  };
}

interface Running {
  readonly url: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly record?: LocalRecord;
  close(): Promise<void>;
}

async function apart(session: Session): Promise<Running | undefined> {
  session.io.err('starting a local AWS\n');
  const record = await started(session);
  return record && { ...record, record, close: () => Promise.resolve() };
}

async function within({ io }: Session, { topology }: Deployable): Promise<Running | undefined> {
  io.err('starting a local AWS\n');
  const start = await startFor(io, topology, {
    onInstall: (folder) => io.err(installing(folder)),
  });
  if (start.ok) return { ...start.whole.aws, close: start.whole.close };
  io.err(`meshspan: ${start.problem}\n`);
  return undefined;
}

/** Deploys, checks the wires, plans again, sends requests and destroys; the closing sentence where every step succeeded. */
async function life(
  session: Session,
  deployable: Deployable,
  options: RunnerOptions,
  url: string,
): Promise<string | undefined> {
  const { io, keep, style } = session;
  const say = (text: string): void => {
    if (!streamsJson(session)) io.out(text);
  };
  const { topology } = deployable;
  const before = await left(url, topology);

  say(`${style.out.strong('deploy')}\n`);
  const deployed = await deployStacks(options);
  reportProblems(session, deployed);
  if (!deployed.ok) {
    if (deployed.touched)
      say(`${outcomesText(deployed.outcomes, style.out)}not deployed; ${sumText(deployed.outcomes)}\n`);
    return undefined;
  }
  say(`deployed ${sumText(deployed.outcomes)}\n`);

  say(`\n${style.out.strong('wires')}\n`);
  const states = await readStates(options);
  const proof = states.ok ? await proven(url, deployable, states.value, style.out) : { ok: false, text: '' };
  say(proof.text);
  if (!proof.ok) return undefined;

  say(`\n${style.out.strong('plan again')}\n`);
  const again = await planStacks(options);
  if (!again.ok) {
    io.err(problemsText(again.problems, style.err));
    return undefined;
  }
  const changing = again.value.flatMap((one) => (one.kind === 'planned' && one.changes ? [one] : []));
  for (const { stack, counts } of changing)
    say(`${stack} differs from what was deployed: ${countsText(counts)}\n`);
  if (changing.length > 0) return undefined;
  say('nothing to do in any stack\n');
  const sent = await traffic(session, deployable, url);
  if (!sent.ok) return undefined;
  const wave = `${deployed.outcomes.length} stacks deployed, wired as planned, planned again without a change${sent.held}`;
  if (keep) return wave;

  say(`\n${style.out.strong('destroy')}\n`);
  const gone = await destroyStacks(options);
  reportProblems(session, gone);
  if (!gone.ok) {
    if (gone.touched)
      say(`${outcomesText(gone.outcomes, style.out)}not all destroyed; ${sumText(gone.outcomes)}\n`);
    return undefined;
  }
  const empty = await readStates(options);
  const after = await left(url, topology);
  const leftover = after.filter((thing) => !before.includes(thing));
  const held = empty.ok ? [...empty.value].filter(([, { resources }]) => resources > 0) : [];
  for (const [stack, { resources }] of held)
    say(`"${stack}" still holds ${counted(resources, 'resource')}\n`);
  for (const thing of leftover) say(`left in the local AWS: ${thing}\n`);
  if (!empty.ok || held.length > 0 || leftover.length > 0) return undefined;
  say(`destroyed ${sumText(gone.outcomes)}; nothing is left in the states or in the local AWS\n`);
  return `${wave}, destroyed`;
}
