import type { PlaneRule } from '../../contract';
import { DOCUMENTS } from '../../documents';
import { hit } from '../../hit';
import { alikeAmong, type AlikePair } from '../alike';
import type { Routing } from '../connections';
import { routersOf } from '../walk';

/** Targets of a service are found at different places, or the weights and routes between them mean nothing. */
export const targetsAlike = (routing: Pick<Routing, 'attributesDistinguish'>): PlaneRule => ({
  id: 'route/targets-alike',
  severity: 'error',
  sentence: 'two targets of a service are found at the same addresses and port',
  source: DOCUMENTS.nodes,
  hitsOf: (topology) =>
    routersOf(topology).flatMap(({ service, router }) =>
      alikeAmong(topology, router.routes, routing).pairs.map((pair) =>
        routing.attributesDistinguish === true ? byAttributes(service.key, pair) : byName(service.key, pair),
      ),
    ),
});

function routesText(service: string, { first, other }: AlikePair): string {
  const routes =
    first.route.name === other.route.name
      ? `route "${other.route.name}" of service "${service}" leads`
      : `routes "${first.route.name}" and "${other.route.name}" of service "${service}" lead`;
  return `${routes} to "${first.workload}" and "${other.workload}"`;
}

function byAttributes(service: string, pair: AlikePair) {
  const [one, two] = [pair.first.workload, pair.other.workload];
  return hit(
    pair.other.route.at,
    `${routesText(service, pair)}, which have the same discovery and port, so each of them gets the requests of both`,
    `give "${two}" a discovery of its own: another host name, another Cloud Map service, or in the same one attributes: { version: '${two}' } and at "${one}" attributes: { version: '${one}' }`,
  );
}

/** By DNS a name has the addresses of all instances, whatever their attributes. */
const byName = (service: string, pair: AlikePair) =>
  hit(
    pair.other.route.at,
    `${routesText(service, pair)}, which have the same DNS name and port, so each of them gets the requests of both`,
    `give "${pair.other.workload}" a DNS name of its own: another host name, or another Cloud Map service`,
  );
