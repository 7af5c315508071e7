import { DOCUMENTS } from '../../documents';
import { alikeAmong, type AlikePair } from '../../routes/alike';
import { hit, type AppMeshRule } from './rule';

/** Targets of a service are found at different places, or the weights and routes between them mean nothing. */
export const alikeTargets: AppMeshRule = {
  id: 'app-mesh/alike-targets',
  severity: 'error',
  sentence: 'two targets of a service are found at the same addresses and port',
  source: DOCUMENTS.nodes,
  hitsOf: (topology, lowered) =>
    lowered.services.flatMap(({ key, router }) =>
      alikeAmong(topology, router?.routes ?? [], { attributesDistinguish: true }).pairs.map((pair) =>
        hitOf(key, pair),
      ),
    ),
};

function hitOf(service: string, { first, other }: AlikePair) {
  const [one, two] = [first.workload, other.workload];
  const routes =
    first.route.name === other.route.name
      ? `route "${other.route.name}" of service "${service}" leads`
      : `routes "${first.route.name}" and "${other.route.name}" of service "${service}" lead`;
  return hit(
    other.route.at,
    `${routes} to "${one}" and "${two}", which have the same discovery and port, so each of them gets the requests of both`,
    `give "${two}" a discovery of its own: another host name, another Cloud Map service, or in the same one attributes: { version: '${two}' } and at "${one}" attributes: { version: '${one}' }`,
  );
}
