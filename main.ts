import { findingsText } from './core/report';
import { judge } from './sources/pipeline';
import { toTheEnd } from './sources/to-the-end';
import { untraced } from './sources/untraced';
import { synthesize } from './stacks';

/** The cdktf app: `cdktf synth` runs it from the folder of cdktf.json, and it writes what `meshspan synth` writes. */
async function main(): Promise<number> {
  const { MESHSPAN_TOPOLOGY, CDKTF_OUTDIR } = process.env;
  const judged = await judge(MESHSPAN_TOPOLOGY ?? 'examples/yelb/topology.ts');
  const findings = judged.kind === 'unread' ? judged.findings : [...judged.findings, ...judged.planFindings];
  if (findings.length > 0) console.error(findingsText(findings));
  if (judged.kind === 'unread') return 2;
  const { deployable } = judged;
  const refused = findings.some(({ severity }) => severity === 'error');
  if (refused || deployable === undefined) return 1;
  untraced(() => synthesize(deployable, CDKTF_OUTDIR ?? 'cdktf.out'));
  return 0;
}

toTheEnd(main);
