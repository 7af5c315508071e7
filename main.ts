import { findingsText } from './core/report';
import { judge } from './core/judge';
import { loadTopology } from './sources/load';
import { toTheEnd } from './sources/to-the-end';
import { synthesize } from './stacks';
import { untraced } from './stacks/untraced';

/** The cdktf app: `cdktf synth` runs it from the folder of cdktf.json, and it writes what `meshspan synth` writes. */
async function main(): Promise<number> {
  const { MESHSPAN_TOPOLOGY, CDKTF_OUTDIR } = process.env;
  const judged = judge(await loadTopology(MESHSPAN_TOPOLOGY ?? 'examples/yelb/topology.ts'), {
    at: new Date(),
  });
  const findings =
    judged.kind === 'not-a-topology' ? judged.findings : [...judged.findings, ...judged.planFindings];
  if (findings.length > 0) console.error(findingsText(findings));
  if (judged.kind === 'not-a-topology') return 2;
  const { deployable } = judged;
  const refused = findings.some(({ severity }) => severity === 'error');
  if (refused || deployable === undefined) return 1;
  untraced(() => synthesize(deployable, CDKTF_OUTDIR ?? 'cdktf.out'));
  return 0;
}

toTheEnd(main);
