import { quotedList } from '../base/text';
import {
  didYouMean,
  endpoint,
  endpointsIn,
  isParameterRef,
  portsOfService,
  type Application,
  type EndpointReference,
  type Hit,
  type Path,
  type Text,
  type Topology,
  type Value,
  type Workload,
} from '../topology';
import { hit } from './hit';
import { valueText } from './live';
import { runnersOf } from './runners';

/** Services that a text of a runtime names: they must be calls of its workload, with one of their ports. */
export const endpointHits = (topology: Topology): readonly Hit[] =>
  runnersOf(topology).flatMap((runner): readonly Hit[] => {
    const { application, at } = runner.runtime;
    if (application === undefined || !('calls' in runner)) return [];
    const called = new Set(runner.calls.map(({ service }) => service));
    return [
      ...filledIn(application).flatMap(([path, text]) =>
        endpointsIn(text).flatMap((each) => mistakeOf(topology, runner, called, [...at, ...path], each)),
      ),
      ...copied(application).flatMap(([path, text]) =>
        endpointsIn(text).map((each) =>
          hit(
            [...at, ...path],
            `"${each.text}" stays as it is here: an endpoint is filled in only in environment and command`,
            `write it in environment, as { API: '${each.text}' }, and read that variable here`,
          ),
        ),
      ),
    ];
  });

type Placed = readonly (readonly [path: Path, text: Text])[];

/** Texts in which endpoints are filled in. */
const filledIn = ({ environment, command = [] }: Application): Placed => [
  ...Object.entries(environment).map(([name, text]) => [['environment', name], text] as const),
  ...command.map((text, index) => [['command', index], text] as const),
];

/** Texts that are only copied. */
const copied = ({ entryPoint = [], healthCheck }: Application): Placed => [
  ...entryPoint.map((text, index) => [['entryPoint', index], text] as const),
  ...(healthCheck?.command ?? []).map((text, index) => [['healthCheck', 'command', index], text] as const),
];

function mistakeOf(
  { services, workloads }: Topology,
  { key }: Pick<Workload, 'key'>,
  called: ReadonlySet<string>,
  at: Path,
  { text, service, port }: EndpointReference,
): readonly Hit[] {
  if (service === undefined)
    return [
      hit(
        at,
        `"${text}" names no service: it is the key of one, and where needed a port`,
        'write it like ${service.api} or ${service.api:8080}',
      ),
    ];
  if (!called.has(service))
    return [
      hit(
        at,
        `"${text}" names service "${service}", which "${key}" does not call`,
        didYouMean(service, [...called]) ??
          (called.size === 0
            ? `add calls: [${service}] to "${key}"`
            : `add "${service}" to calls of "${key}", or name one of ${quotedList([...called].slice(0, 20))}`),
      ),
    ];
  const ports = portsOfService(services[service], services, workloads);
  const known = ports.filter((each): each is number => !isParameterRef(each));
  if (port === undefined) return ports.length === 1 ? [] : [portMissing(at, text, service, ports)];
  if (ports.length === 0 || known.length < ports.length || known.includes(port)) return [];
  return [
    hit(
      at,
      `"${text}" names port ${port}, on which service "${service}" is not called`,
      `write ${known.map((each) => endpoint(service, each)).join(' or ')}`,
    ),
  ];
}

const portMissing = (at: Path, text: string, service: string, ports: readonly Value<number>[]): Hit =>
  ports.length === 0
    ? hit(
        at,
        `"${text}" does not say on which port "${service}" is called, and the topology does not describe it`,
        `write the port, such as ${endpoint(service, 80)}`,
      )
    : hit(
        at,
        `"${text}" does not say which port of service "${service}" it means: ${ports.map(valueText).join(' or ')}`,
        `write ${ports.map((each) => (isParameterRef(each) ? `\${service.${service}:PORT}` : endpoint(service, each))).join(' or ')}`,
      );
