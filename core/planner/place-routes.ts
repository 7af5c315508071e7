import { at, type Route, type Service, type Topology, type Value, type Workload } from '../topology';
import { contentId, demandsOfKind, type Placement, type Site } from './placement';

/** Routes. One with foreign targets waits for them, so a member's is in two parts. */
export function routePlacements(site: Site): readonly Placement[] {
  const { topology, demands } = site;
  const foreign = new Map<string, Set<string>>();
  for (const { service, route, workload } of demandsOfKind(demands, 'foreign-target')) {
    const key = contentId(service, route);
    foreign.set(key, (foreign.get(key) ?? new Set()).add(at(topology.workloads, workload).key));
  }
  return Object.values(topology.services).flatMap((service) =>
    service.provider.kind === 'router'
      ? service.provider.router.routes.flatMap((route) =>
          partsOf(site, service, route, foreign.get(contentId(service.key, route.name)) ?? new Set()),
        )
      : [],
  );
}

interface Target {
  readonly workload: Workload;
  readonly weight: Value<number>;
}

function partsOf(
  { topology, layout }: Site,
  service: Service,
  route: Route,
  foreign: ReadonlySet<string>,
): readonly Placement[] {
  const account = at(topology.accounts, service.account);
  const targets = route.targets.map(({ workload, weight }) => ({
    workload: at(topology.workloads, workload),
    weight,
  }));
  const own = targets.filter(({ workload }) => workload.account === account.key);
  const others = targets.filter(({ workload }) => foreign.has(workload.key));
  const part = (
    kind: 'whole' | 'local' | 'split',
    stack: string,
    needed: readonly Target[],
  ): readonly Placement[] =>
    // App Mesh refuses a route whose weights are all 0, so such a part is not there.
    needed.every(({ weight }) => weight === 0)
      ? []
      : [
          {
            stack,
            content: {
              // `local` is where `whole` was, the same resource: a target more or less moves nothing.
              id: contentId(account.key, kind === 'split' ? 'route-split' : 'route', service.key, route.name),
              kind: 'route',
              service: service.key,
              route: route.name,
              part: kind,
            },
            reads: [],
            follows: [
              contentId(account.key, 'service', service.key),
              ...needed
                .filter((target) => own.includes(target) || others.includes(target))
                .map(({ workload }) => contentId(workload.account, 'workload', workload.key)),
            ],
            concerns: [
              account,
              { retired: !isServed(topology, needed) },
              // Without its foreign targets a split says no more than the local part.
              { retired: kind === 'split' && others.every((target) => isRetired(topology, target)) },
            ],
          },
        ];

  const early = layout.workloads(account.key);
  const late = layout.second(account.key);
  if (others.length === 0 || early === late) return part('whole', early, targets);
  return [...part('local', early, own), ...part('split', late, [...own, ...others])];
}

const isRetired = (topology: Topology, { workload }: Target): boolean =>
  workload.retired || at(topology.accounts, workload.account).retired;

/** Whether a target is left that takes traffic. */
const isServed = (topology: Topology, targets: readonly Target[]): boolean =>
  targets.some((target) => target.weight !== 0 && !isRetired(topology, target));
