import { recordOf } from '../../../core/base/json';
import type { Call } from '../call';
import { targetCall, textOf } from '../corrections/correction';
import { contextOf } from '../iam/context';
import { findingOf } from '../iam/evaluate';
import { roleNamed } from '../iam/roles';
import { fieldsOf, listField, objectField, textField, type Fields } from '../json-protocol';
import type { Forward } from '../moto-proxy';
import { arnIn } from '../arn';
import { networkOf, targetGroupOf } from './service-network';
import { definitionOf, nameOf, type Definition, type Violation } from './definition';

/** A service as it is asked for or is there, and how it asks others. */
export interface Service {
  readonly call: Call;
  readonly forward: Forward;
  /** The members of the request; of an update, with those of the service that it leaves as they are. */
  readonly fields: Fields;
  readonly definition: Definition;
}

/** The task definition of a service; undefined where there is none, which moto refuses. */
export async function definitionNamed(
  call: Call,
  name: string,
  forward: Forward,
): Promise<Definition | undefined> {
  const found = await ask(call, forward, 'DescribeTaskDefinition', { taskDefinition: name });
  return found === undefined ? undefined : definitionOf(objectField(found, 'taskDefinition'));
}

/** The response of ECS to a question; undefined where it is an error. */
export async function ask(
  call: Call,
  forward: Forward,
  operation: string,
  asked: object,
): Promise<Fields | undefined> {
  const answer = await forward(
    targetCall(call, 'ecs', `AmazonEC2ContainerServiceV20141113.${operation}`, asked),
  );
  return answer.status === 200 ? fieldsOf(textOf(answer)) : undefined;
}

/** The first thing that is wrong with a service. */
export async function serviceViolation(service: Service): Promise<Violation | undefined> {
  for (const check of checks) {
    const found = await check(service);
    if (found !== undefined) return found;
  }
  return undefined;
}

type Check = (service: Service) => Promise<Violation | undefined> | Violation | undefined;

const balancersOf = (fields: Fields): readonly Fields[] => listField(fields, 'loadBalancers').map(recordOf);
const registriesOf = (fields: Fields): readonly Fields[] =>
  listField(fields, 'serviceRegistries').map(recordOf);

const gracePeriod: Check = ({ fields }) => {
  const seconds = fields['healthCheckGracePeriodSeconds'];
  const isSet = typeof seconds === 'number' && seconds > 0;
  return isSet && balancersOf(fields).length === 0 ? ['ecs/grace-period', `${seconds} seconds`] : undefined;
};

const containers: Check = ({ fields, definition }) => {
  for (const target of [...balancersOf(fields), ...registriesOf(fields)]) {
    const [name, port] = [textField(target, 'containerName'), target['containerPort']];
    if (name === undefined) continue;
    const container = definition.containers.find((one) => nameOf(one) === name);
    const ports = listField(container ?? {}, 'portMappings').map((one) => recordOf(one)['containerPort']);
    if (container === undefined || (port !== undefined && !ports.includes(port)))
      return ['ecs/target-container', `${name}:${String(port)}`];
  }
  return undefined;
};

const exec: Check = ({ fields, definition }) =>
  fields['enableExecuteCommand'] === true && textField(definition.fields, 'taskRoleArn') === undefined
    ? ['ecs/exec-role', textField(fields, 'taskDefinition') ?? '']
    : undefined;

const network: Check = async ({ call, forward, fields, definition }) => {
  if (textField(definition.fields, 'networkMode') !== 'awsvpc') return undefined;
  const written = objectField(objectField(fields, 'networkConfiguration'), 'awsvpcConfiguration');
  const found = await networkOf(call, written, forward);
  if (!found.ok) return found.violation;
  for (const balancer of balancersOf(fields)) {
    const arn = textField(balancer, 'targetGroupArn') ?? '';
    const group = await targetGroupOf(call, arn, forward);
    if (group === undefined || !group.isUsed || group.type !== 'ip') return ['ecs/target-group', arn];
    if (group.vpc !== found.vpc) return ['ecs/target-group-vpc', `${arn} is of ${group.vpc}`];
  }
  return undefined;
};

const capacity: Check = async ({ call, forward, fields }) => {
  const wanted = listField(fields, 'capacityProviderStrategy').map(
    (one) => textField(recordOf(one), 'capacityProvider') ?? '',
  );
  if (wanted.length === 0) return undefined;
  const cluster = textField(fields, 'cluster') ?? 'default';
  const found = await ask(call, forward, 'DescribeClusters', { clusters: [cluster] });
  const has = listField(recordOf(listField(found ?? {}, 'clusters')[0]), 'capacityProviders');
  const missing = wanted.find((name) => !has.includes(name));
  return missing === undefined ? undefined : ['ecs/capacity-provider', missing];
};

const registries: Check = async ({ call, forward, fields }) => {
  for (const registry of registriesOf(fields)) {
    const arn = textField(registry, 'registryArn') ?? '';
    const Id = /:service\/([^/]+)$/.exec(arn)?.[1] ?? '';
    const asked = targetCall(call, 'servicediscovery', 'Route53AutoNaming_v20170314.GetService', { Id });
    const isOwn = arn === arnIn(call.region, 'servicediscovery', call.caller.account, `service/${Id}`);
    if (!isOwn || (await forward(asked)).status !== 200) return ['ecs/registry', arn];
  }
  return undefined;
};

const roles: Check = async ({ call, forward, definition }) => {
  const whose = { account: call.caller.account, region: call.region };
  for (const member of ['taskRoleArn', 'executionRoleArn']) {
    const arn = textField(definition.fields, member);
    if (arn === undefined) continue;
    const role = await roleNamed(forward, whose, arn.slice(arn.lastIndexOf('/') + 1));
    const task = arnIn(call.region, 'ecs', whose.account, 'task/new');
    const context = contextOf({ 'aws:SourceAccount': whose.account, 'aws:SourceArn': task });
    const wish = { action: 'sts:AssumeRole', resource: arn, context };
    const trusted = role && findingOf([role.trust], wish, { Service: ['ecs-tasks.amazonaws.com'] });
    if (trusted !== 'allow') return ['ecs/role-trust', `${member} ${arn}`];
  }
  return undefined;
};

const checks: readonly Check[] = [gracePeriod, containers, exec, roles, network, capacity, registries];
