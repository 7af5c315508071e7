import { findEnvoy } from '../../local/envoy';
import { installAwsCommand } from '../../local/aws-command';
import { managementService } from '../../local/mesh-service';
import { runTraffic, type TrafficOptions } from '../../local/tasks';
import type { Deployable } from '../../core/judge';
import type { Topology } from '../../core/topology';
import type { Io } from '../io';
import { streamsJson } from '../reporting';
import type { Session } from '../session';
import { idsOf, motoCache } from './aws';
import { trafficText } from './traffic-text';

/** Whether requests got through, and what the closing sentence says of it. */
export type Sent = { readonly ok: true; readonly held: string } | { readonly ok: false };

/** Runs the tasks that were deployed, and sends requests through them. Nothing is done where no task is deployed. */
export async function traffic(session: Session, { topology }: Deployable, url: string): Promise<Sent> {
  const { io, style } = session;
  if (!session.traffic || !hasTasks(topology)) return { ok: true, held: '' };
  const json = streamsJson(session);
  if (!json) io.out(`\n${style.out.strong('traffic')}\n`);
  const pods = onClustersOfEks(topology);
  if (pods.length > 0) {
    io.out(json ? `${JSON.stringify({ event: 'traffic', notSent: { pods } })}\n` : notSentText(pods));
    return { ok: true, held: '' };
  }
  const tools = await toolsFor(io);
  if (typeof tools === 'string') {
    io.err(`meshspan: ${tools}; "--no-traffic" leaves this step out\n`);
    return { ok: false };
  }
  const run = await runTraffic({
    url,
    region: topology.region,
    accounts: idsOf(topology),
    tools,
    management: managementService({ url, region: topology.region, interception: 'none' }),
    onStep: (what) => io.err(`  ${what}\n`),
  });
  if (!run.ok) {
    io.err(`meshspan: ${run.problem}\n`);
    return { ok: false };
  }
  const { report } = run;
  io.out(json ? `${JSON.stringify({ event: 'traffic', ...report })}\n` : trafficText(report, style.out));
  return report.ok ? { ok: true, held: ', requests answered' } : { ok: false };
}

/** What runs in clusters of EKS: the API server there is real, and pods are simulated. */
const onClustersOfEks = ({ workloads, gateways, clusters }: Topology): readonly string[] =>
  Object.values({ ...workloads, ...gateways })
    .filter(({ runtime }) => runtime !== undefined && clusters[runtime.cluster]?.kind === 'eks')
    .map(({ key }) => key);

const notSentText = (pods: readonly string[]): string =>
  `no request is sent: containers of clusters of EKS are not started here (${pods.join(', ')})\n`;

const hasTasks = ({ workloads, gateways }: Topology): boolean =>
  Object.values(workloads).some(({ runtime, retired }) => runtime !== undefined && !retired) ||
  Object.values(gateways).some(({ runtime }) => runtime !== undefined);

/** The programs that stand for those of images; or one line that says how to get them. */
async function toolsFor(io: Io): Promise<TrafficOptions['tools'] | string> {
  const cache = motoCache(io);
  const envoy = await findEnvoy(cache, { env: io.env });
  if (!envoy.ok) return envoy.problem;
  const aws = await installAwsCommand(cache);
  return aws.ok ? { envoy: envoy.binary, aws: aws.command } : aws.problem;
}
