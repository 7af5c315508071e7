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

/**
 * Runs the cdktf app of a topology to its end, and sets the exit code of the process: what the program that `cdktf.json`
 * names calls, and nothing after it. It writes what `meshspan synth` writes, to the folder that cdktf asks for
 * (`CDKTF_OUTDIR`), or the findings to stderr; `MESHSPAN_ENVIRONMENT` and `MESHSPAN_PARAM_<NAME>` count.
 * @param file the topology, relative to the current folder
 */
export function cdktfApp(file: string): void {
  toTheEnd(() => written(file));
}

async function written(file: string): Promise<number> {
  const { CDKTF_OUTDIR: out = 'cdktf.out' } = process.env;
  const say = (text: string): void => void process.stderr.write(`${text}\n`);
  const judged = judge(await loadTopology(file), {
    offered: offeredBy(process.env),
    ...defined({ environment: environmentIn(process.env) }),
    at: new Date(),
  });
  const findings =
    judged.kind === 'not-a-topology' ? judged.findings : [...judged.findings, ...judged.planFindings];
  if (findings.length > 0) say(findingsText(findings));
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
    say(`meshspan: ${old}`);
    return 1;
  }
  const localStates = fromStack(out, states);
  untraced(() => synthesize({ ...deployable, localStates }, out));
  writeFiles(out, filesOf(deployable));
  return 0;
}
