import { defined } from '../base/properties';
import type { Lowered } from '../dataplane';
import type { LoadBalancerListener, LoadBalancerSpec } from '../dataplane/tasks';
import { loadBalancersOf } from '../dataplane/tasks/load-balancers';
import { requestFor } from '../dataplane/ways';
import { at, nameKindOf, type Closed, type Topology } from '../topology';
import type { DoorStep, OwnNameStep, TargetsStep } from './steps';

/** What is in front of a mesh: targets, listeners by the names that callers use, and the name that must not do. */
export const doorSteps = (
  topology: Closed<Topology>,
  lowered: Closed<Lowered>,
): readonly (TargetsStep | DoorStep | OwnNameStep)[] => {
  const { parties, certificates, shownFromOutside = [] } = lowered;
  const behind: Behind = {
    topology,
    listeners: new Map(parties.map(({ id, listeners }) => [id, listeners])),
    certificates: new Map([...shownFromOutside, ...certificates].map((each) => [each.key, each])),
  };
  return loadBalancersOf(topology, lowered).flatMap((loadBalancer) => [
    ...loadBalancer.targetGroups.map(({ name, port }): TargetsStep => ({
      kind: 'targets',
      what: `targets of ${loadBalancer.name} on port ${port}`,
      account: loadBalancer.account,
      targetGroup: name,
    })),
    ...loadBalancer.listeners.flatMap((listener) => stepsOf(behind, loadBalancer, listener)),
  ]);
};

type Certificates = Closed<Lowered>['certificates'];

/** What is behind load balancers, by party id and by key. */
interface Behind {
  readonly topology: Closed<Topology>;
  readonly listeners: ReadonlyMap<string, Closed<Lowered>['parties'][number]['listeners']>;
  readonly certificates: ReadonlyMap<string, Certificates[number]>;
}

function stepsOf(
  behind: Behind,
  { account, name: loadBalancer, scheme, party, records, targetGroups }: LoadBalancerSpec,
  { port, protocol, certificate, action }: LoadBalancerListener,
): readonly (DoorStep | OwnNameStep)[] {
  const isTls = protocol === 'HTTPS' || protocol === 'TLS';
  const name = records[0]?.name ?? (certificate && nameOf(behind.certificates.get(certificate)));
  const group = targetGroups.find(({ key }) => action.kind === 'forward' && key === action.targetGroup);
  const isRead = isTls ? readsHttp(behind.listeners.get(party) ?? [], group?.port) : protocol === 'HTTP';
  const common = { account, loadBalancer, isInternal: scheme === 'internal', port };
  const door: DoorStep = {
    kind: 'door',
    what: `front door ${isTls ? (isRead ? 'https' : 'tls') : isRead ? 'http' : 'tcp'}://${name ?? loadBalancer}:${port}`,
    ...common,
    answers: action.kind === 'redirect' ? 'redirect' : isRead ? 'http' : 'bytes',
    isTls,
    path: pathOf(behind.topology, party, group?.healthCheck.path),
    ...defined({ name }),
  };
  const own: OwnNameStep = { kind: 'own-name', what: `name of ${loadBalancer} on port ${port}`, ...common };
  return isTls ? [door, own] : [door];
}

/** The first name of a certificate that callers can dial. */
function nameOf(certificate: Certificates[number] | undefined): string | undefined {
  const { source, facts } = certificate ?? {};
  const names = source?.kind === 'issue' ? source.names : (facts?.names ?? []);
  return names.find((name) => nameKindOf(name) === 'dns' && !name.startsWith('*'));
}

/** Whether requests come out of the TLS that a load balancer ends. */
function readsHttp(
  listeners: Closed<Lowered>['parties'][number]['listeners'],
  port: number | undefined,
): boolean {
  const behind = listeners.find((listener) => listener.port === port) ?? listeners[0];
  return behind !== undefined && behind.protocol !== 'tcp';
}

/** A path that something answers: of a gateway that of a route, of others that of the health check. */
function pathOf({ gateways }: Closed<Topology>, party: string, checked = '/'): string {
  const [kind, key = ''] = party.split('/');
  if (kind !== 'gateway') return checked;
  const requests = at(gateways, key).routes.map(({ match }) => requestFor(match));
  return (requests.find(({ unlike }) => unlike === undefined) ?? requests[0])?.path ?? '/';
}
