import { recordOf } from '../../../core/base/json';
import { listField, objectField, textField, type Fields } from '../json-protocol';
import { circleIn } from './circle';
import { fits, isEssential, nameOf, type Check, type Violation } from './definition';

/** Containers depend on others that can be what is waited for. */
export const dependencies: Check = ({ containers }) => {
  const byName = new Map(containers.map((container) => [nameOf(container), container]));
  return containers.flatMap((container) =>
    listField(container, 'dependsOn')
      .map(recordOf)
      .flatMap((dependency): readonly Violation[] => {
        const name = textField(dependency, 'containerName') ?? '';
        const condition = textField(dependency, 'condition') ?? '';
        const on = byName.get(name);
        const subject = `container ${nameOf(container)}, dependsOn ${name} ${condition}`;
        if (on === undefined || on === container) return [['ecs/depends-on', subject]];
        return [
          ...fits(condition === 'HEALTHY' && !hasHealthCheck(on), 'ecs/depends-on-health', subject),
          ...fits(
            ['SUCCESS', 'COMPLETE'].includes(condition) && isEssential(on),
            'ecs/depends-on-end',
            subject,
          ),
        ];
      }),
  );
};

const hasHealthCheck = (container: Fields): boolean =>
  listField(objectField(container, 'healthCheck'), 'command').length > 0;

/** No container waits for itself. */
export const circle: Check = ({ containers }) => {
  const found = circleIn(
    new Map(
      containers.map((container) => [
        nameOf(container),
        listField(container, 'dependsOn').map((one) => textField(recordOf(one), 'containerName') ?? ''),
      ]),
    ),
  );
  return found === undefined ? [] : [['ecs/depends-on-circle', found.join(' -> ')]];
};
