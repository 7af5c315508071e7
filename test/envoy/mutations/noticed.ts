import type { WrittenTopology } from '../../../core/topology';
import { differencesOf, startLab, type Lab } from '../../../local/envoy';
import { envoyBinary } from '../binary';
import { judgedNow, proxiesFor } from '../lab/measured';
import { request } from '../requests';
import { changedBootstrapOf, type Change } from './changes';

/**
 * What a lab notices after a change: names of attacks that differ, `<client> <server>: <measured>` of edges, and of
 * requests through the gateway what led elsewhere.
 */
export async function noticed(written: WrittenTopology, change: Change): Promise<readonly string[]> {
  const judged = judgedNow(written, 'envoy');
  const proxies = proxiesFor(judged);
  const started = await startLab(
    {
      lowered: judged.deployable.lowered,
      proxies: proxies.map((proxy) => change.proxy?.(proxy) ?? proxy),
      expected: judged.edges,
    },
    { binary: envoyBinary(), bootstrapOf: changedBootstrapOf(change) },
  );
  if (!started.ok) throw new Error(started.problem);
  try {
    const report = await started.lab.measure();
    const differences = differencesOf(report).map((each) =>
      'attack' in each
        ? `${each.attack}: ${each.measured}`
        : `${each.client} ${each.server}: ${each.measured}`,
    );
    return [...new Set([...differences, ...(await ledElsewhere(started.lab))])].toSorted();
  } finally {
    await started.lab.close();
  }
}

/** Requests through the gateway, and who answers them. */
const REQUESTS: readonly (readonly [path: string, headers: Record<string, string>, party: string])[] = [
  ['/other', {}, 'workload/front'],
  ['/store/next/page', {}, 'workload/store-v2'],
  ['/store/page', { 'x-version': '2' }, 'workload/store-v2'],
];

const TIMES = 200;
/** Of 200 requests with 90 and 10: seven standard deviations below and nearly all above 180. */
const [LEAST, MOST] = [150, TIMES - 1];

async function ledElsewhere({ entrances }: Lab): Promise<readonly string[]> {
  const gate = entrances.find(({ name }) => name.startsWith('gateway/'));
  if (gate === undefined) return [];
  const answering = async (path: string, headers: Record<string, string>): Promise<string> => {
    const { body } = await request(gate.socket, { path, headers, method: 'POST' });
    return body.startsWith('{') ? (JSON.parse(body) as { readonly party: string }).party : body;
  };
  const found: string[] = [];
  for (const [path, headers, party] of REQUESTS)
    // Without the right match it might still be there by chance.
    for (let time = 0; time < 8; time += 1)
      if ((await answering(path, headers)) !== party) found.push(`request ${path}`);
  let usual = 0;
  for (let time = 0; time < TIMES; time += 1)
    if ((await answering('/store/page', {})) === 'workload/store-v1') usual += 1;
  if (usual < LEAST || usual > MOST) found.push('weights');
  return found;
}
