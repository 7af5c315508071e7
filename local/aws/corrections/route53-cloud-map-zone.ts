import type { Correction } from './correction';
import { refusedInXml } from './xml';
import { route53Namespace, zoneIdOf, zonesOf } from './zones';

/** Only Cloud Map changes a zone of Cloud Map. */
export const route53CloudMapZone: Correction = {
  service: 'route53',
  operations: ['ChangeResourceRecordSets', 'DeleteHostedZone'],
  reason:
    "AWS refuses changes to a Cloud Map namespace's zone through Route 53; moto does not know that Cloud Map owns the zone",
  moto: '5.2.5',
  seen: "aws_route53_record in a namespace's hosted_zone succeeds",
  answer(call, forward, world) {
    const id = zoneIdOf(call.path);
    return zonesOf(world)[id]?.namespaceId === undefined
      ? forward(call)
      : Promise.resolve(
          refusedInXml(call, route53Namespace, 'route53/managed-by-cloud-map', `hostedzone/${id}`),
        );
  },
};
