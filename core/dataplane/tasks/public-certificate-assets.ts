import { certificateArnValue, type Asset } from '../../planner';
import { at, type Closed, type Topology } from '../../topology';
import { certificateId } from '../certificate-assets';
import { createdZonesOf, publicCertificatesOf } from '../public-certificates';
import { recordZoneContentId, recordZoneIdValue, type TaskContent } from './contents';
import { zoneKeyOf } from './records';

/** The public certificates that load balancers present; each account that does has one of its own. */
export const publicCertificateAssets = (topology: Closed<Topology>): readonly Asset[] =>
  publicCertificatesOf(topology).map((spec): Asset => {
    const { account, certificate } = spec;
    const zones = createdZonesOf(spec);
    // At the address of an issued one: a certificate that becomes public is replaced, while the load balancer has one.
    const content: TaskContent = {
      id: certificateId(account, certificate),
      kind: 'public-certificate',
      certificate,
    };
    return {
      content,
      account,
      tier: 'workloads',
      reads: zones.map((zone) => recordZoneIdValue(zoneKeyOf(zone))),
      follows: zones.map(({ name }) => recordZoneContentId(account, name, false)),
      names: [],
      outputs: [
        {
          value: certificateArnValue(certificate),
          handover: { thing: `certificate "${certificate}"`, what: 'ARN' },
        },
      ],
      concerns: [at(topology.accounts, account)],
    };
  });
