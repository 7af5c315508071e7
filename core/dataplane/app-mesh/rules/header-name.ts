import { FORMS, fits, type Path, type RouteMatch } from '../../../topology';
import { gatewayRoutesOf, routesOf } from '../../routes/walk';
import { hit } from '../../hit';
import type { AppMeshRule } from './rule';

/** The names of headers and metadata that routes match on are valid in HTTP. */
export const headerName: AppMeshRule = {
  id: 'app-mesh/header-name',
  severity: 'error',
  sentence: 'the name of a header or of metadata is not one that App Mesh accepts',
  source: 'https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_HttpRouteHeader.html',
  hitsOf: (topology) =>
    [...routesOf(topology), ...gatewayRoutesOf(topology)].flatMap(({ route }) => misnamed(route)),
};

const misnamed = ({ at, match }: { readonly at: Path; readonly match: RouteMatch }) =>
  [
    ...match.headers.map(({ name }) => ({ name, what: 'header' })),
    ...match.metadata.map(({ name }) => ({ name, what: 'metadata' })),
  ]
    // Pseudo-headers are refused for what they mean; a name that is too long by its length.
    .filter(({ name }) => !name.startsWith(':') && name.length <= FORMS.header.most && !fits('header', name))
    .map(({ name, what }) =>
      hit(
        at,
        `${what} ${JSON.stringify(name)} has a name that App Mesh refuses`,
        `write ${FORMS.header.takes}`,
      ),
    );
