import { join } from 'node:path';
import { judge, type Judgement } from '../../../core/judge';
import { loadTopology } from '../../../sources/load';

/** The example, judged: what every report is about. */
export async function yelb(): Promise<Judgement> {
  const file = join(__dirname, '../../../examples/yelb/topology.ts');
  const judged = judge(await loadTopology(file, 'yelb/topology.ts'));
  if (judged.kind === 'not-a-topology') throw new Error(JSON.stringify(judged.findings));
  return judged;
}

/** The plan of the example, which has one. */
export async function yelbPlan() {
  const { plan, placeOf, topology } = await yelb();
  if (plan === undefined) throw new Error('Yelb has no plan');
  return { plan, placeOf, topology };
}
