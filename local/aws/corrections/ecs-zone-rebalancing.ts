import { fieldsOf, listField, objectField, textField, type Fields } from '../json-protocol';
import type { Part } from '../world';
import { textOf, type Correction } from './correction';

const member = 'availabilityZoneRebalancing';

/** What each service asked for, by its ARN. */
const part: Part<Record<string, string>> = { name: 'ecs-zone-rebalancing', empty: () => ({}) };

/** A service says whether its tasks are rebalanced among zones. */
export const ecsZoneRebalancing: Correction = {
  service: 'ecs',
  operations: ['CreateService', 'UpdateService', 'DescribeServices'],
  reason: `ECS answers ${member} of a service, DISABLED where the request did not set it; moto does not know it`,
  moto: '5.2.5',
  seen: 'every plan wants to set availability_zone_rebalancing of aws_ecs_service',
  async answer(call, forward, world) {
    const answer = await forward(call);
    if (answer.status !== 200) return answer;
    const wanted = textField(fieldsOf(call.body), member);
    const known = world.part(part);
    const shown = (service: Fields): Fields => {
      const arn = textField(service, 'serviceArn') ?? '';
      if (wanted !== undefined) known[arn] = wanted;
      return { ...service, [member]: known[arn] ?? 'DISABLED' };
    };
    const fields = fieldsOf(textOf(answer));
    const content =
      fields['services'] === undefined
        ? { ...fields, service: shown(objectField(fields, 'service')) }
        : { ...fields, services: (listField(fields, 'services') as readonly Fields[]).map(shown) };
    return { ...answer, body: JSON.stringify(content) };
  },
};
