import { fieldsOf, listField, objectField, textField, type Fields } from '../json-protocol';
import { operationOf } from '../operation';
import type { Part } from '../world';
import { textOf, type Correction } from './correction';

/** The members of a request that moto forgets, with what ECS answers where the request has none. */
const settings: Readonly<Record<string, unknown>> = {
  availabilityZoneRebalancing: 'DISABLED',
  capacityProviderStrategy: undefined,
  deploymentConfiguration: undefined,
  enableECSManagedTags: false,
  enableExecuteCommand: false,
  healthCheckGracePeriodSeconds: undefined,
  platformVersion: 'LATEST',
  serviceConnectConfiguration: undefined,
  volumeConfigurations: undefined,
};

/** What each service was asked to be, by its ARN. */
const part: Part<Record<string, Fields>> = { name: 'ecs-service-settings', empty: () => ({}) };

/** A service answers with what it was asked to be. */
export const ecsServiceSettings: Correction = {
  service: 'ecs',
  operations: ['CreateService', 'UpdateService', 'DescribeServices'],
  reason: `ECS answers ${Object.keys(settings).join(', ')} of a service; moto forgets them, and says EC2 of a service with capacity providers`,
  moto: '5.2.5',
  seen: 'every plan wants to set availability_zone_rebalancing of aws_ecs_service, and to replace one with capacity_provider_strategy',
  async answer(call, forward, world) {
    const answer = await forward(call);
    if (answer.status !== 200) return answer;
    const known = world.part(part);
    const fields = fieldsOf(textOf(answer));
    const asked = askedIn(fieldsOf(call.body));
    const arn = textField(objectField(fields, 'service'), 'serviceArn');
    if (arn !== undefined)
      known[arn] = operationOf(call) === 'CreateService' ? asked : { ...known[arn], ...asked };
    const shown = (service: Fields): Fields =>
      withSettings(service, known[textField(service, 'serviceArn') ?? ''] ?? {});
    const content =
      arn === undefined
        ? { ...fields, services: (listField(fields, 'services') as readonly Fields[]).map(shown) }
        : { ...fields, service: shown(objectField(fields, 'service')) };
    return { ...answer, body: JSON.stringify(content) };
  },
};

const askedIn = (request: Fields): Fields =>
  Object.fromEntries(Object.entries(request).filter(([name]) => Object.hasOwn(settings, name)));

function withSettings(service: Fields, known: Fields): Fields {
  const whole = { ...service, ...settings, ...known };
  const providers = listField(known, 'capacityProviderStrategy') as readonly Fields[];
  const isFargate =
    providers.length === 0
      ? textField(service, 'launchType') === 'FARGATE'
      : providers.some((each) => textField(each, 'capacityProvider')?.startsWith('FARGATE') === true);
  return {
    ...whole,
    // A service has either capacity providers or a launch type, and only Fargate has versions.
    ...(providers.length > 0 && { launchType: undefined }),
    ...(!isFargate && { platformVersion: undefined }),
  };
}
