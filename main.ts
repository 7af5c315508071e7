import { defined } from './core/base/properties';
import { filesOf } from './core/dataplane';
import { findingsText } from './core/report';
import { judge } from './core/judge';
import { loadTopology } from './sources/load';
import { oldStatesProblem } from './sources/old-states';
import { fromStack, statesFolderOf } from './sources/states-folder';
import { environmentIn, offeredBy } from './sources/surroundings';
import { toTheEnd } from './sources/to-the-end';
import { writeFiles } from './sources/write-files';
import { synthesize } from './stacks';
import { untraced } from './stacks/untraced';

/** The cdktf app: `cdktf synth` runs it from the folder of cdktf.json, and it writes what `meshspan synth` writes. */
async function main(): Promise<number> {
  const { MESHSPAN_TOPOLOGY: file = 'examples/yelb/topology.ts', CDKTF_OUTDIR: out = 'cdktf.out' } =
    process.env;
  const judged = judge(await loadTopology(file), {
    offered: offeredBy(process.env),
    ...defined({ environment: environmentIn(process.env) }),
    at: new Date(),
  });
  const findings =
    judged.kind === 'not-a-topology' ? judged.findings : [...judged.findings, ...judged.planFindings];
  if (findings.length > 0) console.error(findingsText(findings));
  if (judged.kind === 'not-a-topology') return 2;
  const { deployable } = judged;
  const refused = findings.some(({ severity }) => severity === 'error');
  if (refused || deployable === undefined) return 1;
  const states = statesFolderOf(file);
  const old =
    deployable.topology.state.kind === 'local'
      ? oldStatesProblem(deployable.plan, { cwd: process.cwd(), out, states })
      : undefined;
  if (old !== undefined) {
    console.error(`meshspan: ${old}`);
    return 1;
  }
  const localStates = fromStack(out, states);
  untraced(() => synthesize({ ...deployable, localStates }, out));
  writeFiles(out, filesOf(deployable));
  return 0;
}

toTheEnd(main);
