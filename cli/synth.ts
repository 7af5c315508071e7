import { relative, resolve } from 'node:path';
import { filesOf } from '../core/dataplane';
import { lossesText, synthReports } from '../core/report';
import { oldStatesProblem } from '../sources/old-states';
import { fromStack, realPathOf, statesFolderOf } from '../sources/states-folder';
import { writeFiles } from '../sources/write-files';
import { untraced } from '../stacks/untraced';
import { collectAfter } from './garbage';
import { ExitCode } from './io';
import { noManifests, outputsFor, writeManifests } from './manifests';
import { outOf } from './out';
import { reporting } from './reporting';
import type { Deployable } from '../core/judge';
import { planFor } from './plan';
import type { Session } from './session';
import { ownerLabelOf, type Owner } from './stack-owner';
import { noteTopology, otherTopologyOf } from './stacks-topology';
import { replaceStacks, type Replaced } from './stacks-folder';
import { topologyFileOf } from './topology-file';

/** `meshspan synth` */
export const synth = reporting(synthReports, async (session, report) => {
  const planned = await planFor(session);
  if (typeof planned === 'number') return planned;
  const { topology, plan } = planned.deployable;
  const out = outOf(session, topology);
  session.io.err(lossesText(plan));
  const outputs = outputsFor(session);
  if (outputs === undefined) return ExitCode.Misuse;
  const replaced = await synthFor({ ...session, out }, planned.deployable);
  if (replaced === undefined) return ExitCode.Findings;
  const { stacks, files, removed } = replaced;
  const manifests =
    session.manifests === undefined
      ? noManifests
      : writeManifests({ ...session, out }, session.manifests, planned.deployable, outputs);
  if (manifests === undefined) return ExitCode.Findings;
  session.io.out(report({ out, stacks, files, removed, ...manifests }, session.style.out));
  return ExitCode.Ok;
});

/** Writes the stacks, and reports removed stacks of an earlier run; nothing, after a message, where they may not be written. */
export async function synthFor(session: Placed, deployable: Deployable): Promise<Replaced | undefined> {
  const { io, out } = session;
  const { topology, plan } = deployable;
  const folder = resolve(io.cwd, out);
  const states = statesFolderFor(session);
  const file = topologyOf(session);
  const refuse = (problem: string): undefined => {
    io.err(`meshspan: ${problem}\n`);
    return undefined;
  };
  const other = otherTopologyOf(folder, ownerLabelOf(topology), file);
  if (other !== undefined) return refuse(sharedText(out, relative(realPathOf(io.cwd), other)));
  if (topology.state.kind === 'local') {
    const old = oldStatesProblem(plan, { cwd: io.cwd, out: folder, states });
    if (old !== undefined) return refuse(old);
  }
  // Loaded here: cdktf and the provider take longer to load than all the rest, and check and plan do not need them.
  const { synthesize } = await import('../stacks');
  const input = { ...deployable, localStates: fromStack(folder, states) };
  const files = filesOf(deployable);
  const paths = files.map(({ path }) => path);
  const stacks = plan.stacks.map(({ name }) => name);
  const whose = { label: ownerLabelOf(topology), stacks, files: paths };
  const replaced = replaceStacks(folder, whose, (draft) => {
    untraced(() => synthesize(input, draft, { afterStack: collectAfter }));
    writeFiles(draft, files);
    noteTopology(draft, folder, file, paths);
  });
  if ('kind' in replaced) return refuse(occupiedText(out, replaced));
  for (const stack of replaced.removed) {
    const others = replaced.left.includes(stack) ? '; the folder stays, because it contains other files' : '';
    io.err(
      `deleted the generated files of stack "${stack}" (not in this topology); nothing deployed was touched${others}\n`,
    );
  }
  return replaced;
}

/** A session that knows where its stacks go. */
export type Placed = Session & { readonly out: string };

/** The folder of local states. */
export const statesFolderFor = (session: Session): string =>
  session.states ?? statesFolderOf(topologyOf(session));

function topologyOf({ io, file }: Session): string {
  const topology = topologyFileOf(file, io);
  if (topology === undefined) throw new Error('a topology without a file');
  return resolve(io.cwd, topology);
}

const sharedText = (out: string, other: string): string =>
  `folder "${out}" has the stacks of the topology ${other}, which has the same mesh; nothing was written: name another folder with --out DIR, or set environment in one of the two`;

function occupiedText(out: string, owner: Owner): string {
  const whose =
    owner.kind === 'mesh'
      ? `has the stacks of another mesh or environment ("${owner.label}")`
      : `has files that meshspan did not write (${owner.what})`;
  return `folder "${out}" ${whose}; nothing was written: name another folder with --out DIR`;
}
