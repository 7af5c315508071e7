import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { proxiesOf, type ProxySpec } from '../../../core/dataplane/envoy';
import { allFindingsOf, judge, type Deployable, type Judgement } from '../../../core/judge';
import { noPositions } from '../../../core/source';
import type { DataPlane, Finding, WrittenTopology } from '../../../core/topology';
import { runLab, type LabReport } from '../../../local/envoy';
import { envoyBinary } from '../binary';

type Judged = Judgement & { readonly deployable: Deployable };

const judgement = (written: WrittenTopology, dataPlane?: DataPlane): ReturnType<typeof judge> =>
  judge(
    { ok: true, value: { written, file: 'topology.ts', positions: noPositions }, findings: [] },
    { ...(dataPlane && { dataPlane }), at: new Date() },
  );

/** Whether nothing keeps a topology from being deployed on the data plane that it names. */
export function isDeployable(written: WrittenTopology): boolean {
  const judged = judgement(written);
  return judged.kind === 'judged' && judged.deployable !== undefined;
}

/** A topology with its verdicts as of now. */
export function judgedNow(written: WrittenTopology, dataPlane: DataPlane): Judged {
  const judged = judgement(written, dataPlane);
  if (judged.kind !== 'judged') throw new Error(sentencesOf(judged.findings));
  if (judged.deployable === undefined) throw new Error(sentencesOf(allFindingsOf(judged)));
  return { ...judged, deployable: judged.deployable };
}

const sentencesOf = (findings: readonly Finding[]): string =>
  findings
    .filter(({ severity }) => severity === 'error')
    .map(({ summary }) => summary)
    .join('\n');

/** The proxies of a topology. */
export const proxiesFor = ({ deployable: { topology, lowered } }: Judged): readonly ProxySpec[] =>
  proxiesOf(topology as Parameters<typeof proxiesOf>[0], lowered);

/**
 * What the lab measures of a topology.
 * @param change of what the proxies are configured from; @default none
 */
export async function reportOf(
  written: WrittenTopology,
  dataPlane: DataPlane,
  change: (proxy: ProxySpec) => ProxySpec = (proxy) => proxy,
): Promise<LabReport> {
  const judged = judgedNow(written, dataPlane);
  const run = await runLab(
    {
      lowered: judged.deployable.lowered,
      proxies: proxiesFor(judged).map(change),
      expected: judged.edges,
    },
    { binary: envoyBinary() },
  );
  if (!run.ok) throw new Error(run.problem);
  return run.report;
}

/** Folders of this process's labs. */
export const labFolders = (): readonly string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`meshspan-lab-${process.pid}-`));
