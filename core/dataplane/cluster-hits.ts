import { groupedBy } from '../base/collections';
import { quotedList } from '../base/text';
import { capacityOf, isFargateProvider, type Hit, type Path, type Topology } from '../topology';
import { hit } from './hit';

/** Shares of tasks that ECS refuses (ECS API, `CapacityProviderStrategyItem` and `CreateService`). */
export const capacityHits = ({ clusters }: Topology): readonly Hit[] =>
  Object.values(clusters).flatMap((cluster) => {
    const { at: place, key } = cluster;
    const capacity = capacityOf(cluster);
    const path: Path = [...place, 'capacity'];
    const names = capacity.map(({ provider }) => provider);
    const fargate = names.filter((name) => isFargateProvider(name));
    const twice = [...groupedBy(names, (name) => name)].flatMap(([name, all]) =>
      all.length > 1 ? [name] : [],
    );
    const based = capacity.filter(({ base }) => base !== 0).map(({ provider }) => provider);
    const isIdle = capacity.length > 0 && capacity.every(({ weight }) => weight === 0);
    const mixed = fargate.length > 0 && fargate.length < names.length;
    const others = names.filter((name) => !isFargateProvider(name));
    return [
      ...(mixed
        ? [
            hit(
              path,
              `cluster "${key}" has ${quotedList(fargate)} beside ${quotedList(others)}, and one service uses capacity of Fargate or of others`,
              `keep one of the two in capacity of "${key}"`,
            ),
          ]
        : []),
      ...(twice.length > 0
        ? [hit(path, `${quotedList(twice)} is named twice`, 'name each provider once in capacity')]
        : []),
      ...(based.length > 1
        ? [
            hit(
              path,
              `${quotedList(based, ' and ')} have a base each, and only one provider of a cluster may`,
              'keep base at one of them, and drop it at the others',
            ),
          ]
        : []),
      ...(isIdle
        ? [hit(path, 'each provider has weight: 0, so none gets a task', 'give one of them weight: 1')]
        : []),
    ];
  });
