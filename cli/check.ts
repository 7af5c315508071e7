import { defined } from '../core/base/properties';
import { checkReports } from '../core/report';
import { gatewayId, workloadId } from '../core/dataplane/party-ids';
import type { PlacedParty } from '../core/report';
import type { Topology } from '../core/topology';
import { ExitCode } from './io';
import { reporting } from './reporting';
import { codeOf, judgeFor, reportFindings } from './session';

/** `meshspan check`: the findings are part of the result, so they are printed with the verdicts. */
export const check = reporting(checkReports, async (session, report) => {
  const { io, format, failOn, style } = session;
  const judged = await judgeFor(session);
  if (judged === undefined) return ExitCode.Misuse;
  if (judged.kind === 'not-a-topology') {
    const { findings } = judged;
    // A program always reads stdout; for people, findings without a check are an error.
    if (format === 'text') reportFindings(session, findings);
    else io.out(report({ edges: [], findings, resources: [] }, style.out));
    return ExitCode.Misuse;
  }
  const { edges, resources } = judged;
  // `check` also refuses what `plan` refuses. A value that only a pipeline knows merely leaves an edge undecided.
  const refused = judged.planFindings.filter(({ rule }) => rule.startsWith('plan/'));
  const findings = [...judged.findings, ...refused];
  const { rotation } = judged.topology;
  const parties = partiesOf(judged.topology);
  io.out(report({ edges, findings, resources, parties, ...defined({ rotation }) }, style.out));
  return codeOf(findings, failOn);
});

/** What the picture draws besides the ends of edges: parties without any. */
const partiesOf = ({ workloads, gateways }: Topology): readonly PlacedParty[] => [
  ...Object.values(workloads).map(({ key, account }) => ({ id: workloadId(key), account })),
  ...Object.values(gateways).map(({ key, account }) => ({ id: gatewayId(key), account })),
];
