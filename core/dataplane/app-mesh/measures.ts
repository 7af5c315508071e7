import {
  isParameterRef,
  openParametersOf,
  type ConnectionPool,
  type Duration,
  type NamedMatch,
  type Path,
  type RouteMatch,
  type Text,
  type Topology,
  type Value,
} from '../../topology';
import type { Party } from '../lowered';
import type { LimitName } from './limits';
import type { AppMeshLowered, VirtualGatewaySpec, VirtualNodeSpec } from './specs';
import { beliefsOf } from '../beliefs';
import { gatewayRoutesOf, routesOf } from '../routes/walk';

/** A number or a size that App Mesh limits. */
export interface Measure {
  readonly limit: LimitName;
  readonly at: Path;
  readonly value: Value<number>;
}

/** Everything measured, of each thing that has limits. */
export const measuresOf = (topology: Topology, lowered: AppMeshLowered): readonly Measure[] => [
  ...lengths(['mesh'], 'nameLength', lowered.mesh.name),
  ...lowered.parties.flatMap(partyMeasures),
  ...beliefsOf(lowered).flatMap(({ at, trust, names }) => [
    ...lengths(at, 'alternativeNameLength', ...names),
    ...(trust.kind === 'file' ? lengths(at, 'pathLength', trust.chain) : []),
  ]),
  ...lowered.services.flatMap(({ at, name, router }) => [...lengths(at, 'nameLength', name, router?.name)]),
  ...routesOf(topology).flatMap(({ route }) => [
    ...matchMeasures(route.at, route.name, route.priority, route.match),
    ...numbers(route.at, 'targets', route.targets.length),
    ...durations(
      route.at,
      'duration',
      route.timeout?.idle,
      route.timeout?.perRequest,
      route.retry?.perRetryTimeout,
    ),
    ...route.targets.flatMap(({ at, weight }) => numbers(at, 'weight', weight)),
  ]),
  ...gatewayRoutesOf(topology).flatMap(({ route }) => [
    ...matchMeasures(route.at, route.name, route.priority, route.match),
    ...lengths(route.at, 'hostnameLength', route.match.hostname?.value),
    ...lengths(
      route.at,
      'pathLength',
      route.rewrite.path,
      route.rewrite.prefix?.kind === 'value' ? route.rewrite.prefix.value : undefined,
    ),
  ]),
];

function partyMeasures(party: VirtualNodeSpec | VirtualGatewaySpec): readonly Measure[] {
  const { at, name, accessLog } = party;
  const { format } = accessLog ?? {};
  return [
    ...lengths(at, 'nameLength', name),
    ...(party.kind === 'gateway'
      ? numbers(at, 'listeners', party.listeners.length)
      : discoveryMeasures(party)),
    ...party.listeners.flatMap(listenerMeasures),
    ...lengths(at, 'pathLength', accessLog?.path),
    ...(format?.kind === 'text' ? lengths(at, 'logTextLength', format.text) : []),
    ...(format?.kind === 'json'
      ? format.fields.flatMap(({ key, value }) => lengths(at, 'logFieldLength', key, value))
      : []),
  ];
}

const discoveryMeasures = ({ at, discovery }: VirtualNodeSpec): readonly Measure[] =>
  discovery.kind === 'cloud-map'
    ? lengths(at, 'cloudMapNameLength', discovery.namespace, discovery.service)
    : [];

function listenerMeasures({
  at,
  healthCheck,
  outlierDetection,
  connectionPool,
  timeout,
}: Party['listeners'][number]): readonly Measure[] {
  return [
    ...numbers(at, 'threshold', healthCheck?.healthyThreshold, healthCheck?.unhealthyThreshold),
    ...numbers(at, 'interval', healthCheck?.intervalMillis),
    ...numbers(at, 'timeout', healthCheck?.timeoutMillis),
    ...numbers(at, 'serverErrors', outlierDetection?.maxServerErrors),
    ...numbers(at, 'ejectionPercent', outlierDetection?.maxEjectionPercent),
    ...poolMeasures(at, connectionPool),
    ...durations(at, 'duration', timeout?.idle, timeout?.perRequest),
    ...durations(at, 'ejectionDuration', outlierDetection?.interval, outlierDetection?.baseEjectionDuration),
  ];
}

const poolMeasures = (at: Path, pool: ConnectionPool | undefined): readonly Measure[] =>
  numbers(at, 'pool', pool?.maxConnections, pool?.maxPendingRequests, pool?.maxRequests);

function matchMeasures(
  at: Path,
  name: Text,
  priority: Value<number> | undefined,
  match: RouteMatch,
): readonly Measure[] {
  return [
    ...lengths(at, 'nameLength', name),
    ...numbers(at, 'priority', priority),
    ...numbers(at, 'headers', match.headers.length),
    ...numbers(at, 'query', match.query.length),
    ...numbers(at, 'metadata', match.metadata.length),
    ...lengths(at, 'pathLength', match.path?.value),
    ...lengths(at, 'methodNameLength', match.methodName),
    ...[...match.headers, ...match.metadata].flatMap((each) => namedMeasures(at, each)),
  ];
}

const namedMeasures = (at: Path, { name, match }: NamedMatch): readonly Measure[] => [
  ...lengths(at, 'headerNameLength', name),
  ...('value' in match ? lengths(at, 'headerValueLength', match.value) : []),
];

const numbers = (
  at: Path,
  limit: LimitName,
  ...values: readonly (Value<number> | undefined)[]
): readonly Measure[] => values.flatMap((value) => (value === undefined ? [] : [{ limit, at, value }]));

/** In ms; that of an open duration is unknown. */
const durations = (
  at: Path,
  limit: LimitName,
  ...each: readonly (Duration | undefined)[]
): readonly Measure[] =>
  numbers(
    at,
    limit,
    ...each.map((duration) => {
      if (duration === undefined || isParameterRef(duration.value)) return undefined;
      return duration.unit === 's' ? duration.value * 1000 : duration.value;
    }),
  );

/** The length of an open text is unknown. */
const lengths = (at: Path, limit: LimitName, ...texts: readonly (Text | undefined)[]): readonly Measure[] =>
  numbers(
    at,
    limit,
    ...texts.map((text) =>
      text === undefined || openParametersOf(text).length > 0 ? undefined : text.length,
    ),
  );
