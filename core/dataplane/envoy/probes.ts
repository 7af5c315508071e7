import { defined } from '../../base/properties';
import { rootOf, type Closed, type Topology } from '../../topology';
import { runtimeOf } from '../runtimes';
import type { Party } from '../lowered';
import { PROBE_PORT } from './ports';
import type { Mesh } from './mesh';
import type { ProbeSpec, ProxySpec } from './specs';

/** How a proxy checks its own certificates; only in a task of ours somebody asks for the result. */
export function probesOf(
  { topology, certificateOf }: Mesh,
  party: Closed<Party>,
  { certificates, trusts }: Pick<ProxySpec, 'certificates' | 'trusts'>,
): readonly ProbeSpec[] | undefined {
  if (runtimeOf(topology, party) === undefined || certificates.length === 0) return undefined;
  return certificates.map(({ name, certificate }, index): ProbeSpec => {
    const { issuer, names = [] } = certificateOf(certificate, party.account)?.facts ?? {};
    const trust = trusts.find(({ authorities = [] }) => authorities.some(isAbove(topology, issuer)));
    return {
      certificate: name,
      socket: { address: '127.0.0.1', port: PROBE_PORT + index },
      ...defined({ trust: trust?.name }),
      names: names.filter((each) => !each.startsWith('*.')).slice(0, 1),
    };
  });
}

/** Whether a certificate of that issuer chains to an authority. */
const isAbove =
  ({ authorities }: Closed<Topology>, issuer: string | undefined) =>
  (authority: string): boolean =>
    issuer !== undefined && (authority === issuer || authority === rootOf(issuer, authorities));
