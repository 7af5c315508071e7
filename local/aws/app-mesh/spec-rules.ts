import { isRecord } from '../../../core/base/json';
import { refusal, type RuleId } from '../rules';
import type { Kind } from './kinds';
import { placesIn, type Place } from './validate';

/** What the documentation requires of a spec beyond its shape: a rule, where it applies, and its check. */
interface SpecRule {
  readonly rule: RuleId;
  readonly kinds: readonly Kind[];
  /** The last name on the path of the values that the rule checks; empty for the spec itself. */
  readonly at: string;
  /** What is wrong with this value, if anything. */
  readonly wrong: (value: Record<string, unknown>) => string | undefined;
}

const routes: readonly Kind[] = ['routes', 'gatewayRoutes'];
const listening: readonly Kind[] = ['virtualNodes', 'virtualGateways'];
const protocols = ['grpcRoute', 'http2Route', 'httpRoute', 'tcpRoute'];

const specRules: readonly SpecRule[] = [
  {
    rule: 'app-mesh/route-kind',
    kinds: routes,
    at: '',
    wrong(spec) {
      const given = protocols.filter((name) => spec[name] !== undefined);
      return given.length === 1 ? undefined : `the spec has ${given.join(' and ') || 'none'}`;
    },
  },
  {
    rule: 'app-mesh/listener-needs-discovery',
    kinds: ['virtualNodes'],
    at: '',
    wrong: ({ listeners, serviceDiscovery }) =>
      Array.isArray(listeners) && listeners.length > 0 && serviceDiscovery === undefined
        ? `the spec has ${listeners.length} listeners`
        : undefined,
  },
  {
    rule: 'app-mesh/prefix',
    kinds: routes,
    at: 'match',
    wrong: ({ prefix }) =>
      typeof prefix === 'string' && !prefix.startsWith('/') ? `the prefix is "${prefix}"` : undefined,
  },
  {
    rule: 'app-mesh/method-needs-service',
    kinds: ['routes'],
    at: 'match',
    wrong: ({ methodName, serviceName }) =>
      typeof methodName === 'string' && serviceName === undefined
        ? `the method name is "${methodName}"`
        : undefined,
  },
  {
    rule: 'app-mesh/health-check-port',
    kinds: listening,
    at: 'listeners',
    wrong({ healthCheck, portMapping }) {
      const [checked, mapped] = [healthCheck, portMapping].map((part) =>
        isRecord(part) ? part['port'] : undefined,
      );
      return checked === undefined || checked === mapped
        ? undefined
        : `the health check's port is ${Number(checked)}, the listener's ${Number(mapped)}`;
    },
  },
];

/** Refuses a spec that violates the documentation. */
export function demandSpec(kind: Kind, spec: unknown): void {
  const places = placesIn(spec);
  for (const { rule, kinds, at, wrong } of specRules) {
    if (!kinds.includes(kind)) continue;
    for (const { value } of places.filter((place) => isAt(place, at))) {
      const problem = isRecord(value) ? wrong(value) : undefined;
      if (problem !== undefined) throw refusal(rule, problem);
    }
  }
}

/** Whether a place is what `at` names, or an item of the list that it names. A header's match isn't a route's. */
function isAt({ path }: Place, at: string): boolean {
  if (path.includes('headers') || path.includes('metadata')) return false;
  return (path.findLast((name) => !/^\d+$/.test(name)) ?? '') === at;
}
