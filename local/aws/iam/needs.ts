import type { Call } from '../call';
import { fieldsOf } from '../json-protocol';
import { operationOf } from '../operation';
import { parametersOf } from '../query-protocol';
import { Refusal } from '../rules';
import type { World } from '../world';
import type { Look, Need } from './need';
import { pathServices } from './needs-of-paths';
import { queryResources } from './needs-of-queries';
import { targetServices } from './needs-of-targets';

/** Services whose operations are form parameters, with the prefix of their actions. */
const queryServices: Readonly<Record<string, string>> = {
  autoscaling: 'autoscaling',
  ec2: 'ec2',
  elasticloadbalancing: 'elasticloadbalancing',
  iam: 'iam',
  monitoring: 'cloudwatch',
  sts: 'sts',
};

/** Operations that everyone may call (https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html). */
const free: ReadonlySet<string> = new Set(['sts:GetCallerIdentity']);

/**
 * What a request needs to be allowed; undefined where the local AWS does not know which action and resource a request is
 * about.
 */
export async function needsOf(call: Call, world: World, look: Look): Promise<readonly Need[] | undefined> {
  try {
    return await known(call, world, look);
  } catch (problem) {
    // A malformed request is refused by its service, with the reason.
    if (problem instanceof Refusal) return [];
    throw problem;
  }
}

async function known(call: Call, world: World, look: Look): Promise<readonly Need[] | undefined> {
  const { service } = call;
  const byPath = pathServices[service];
  if (byPath !== undefined) return byPath.needs(call, world);
  const operation = operationOf(call);
  const rows = targetServices[service];
  if (rows !== undefined) {
    const resources = Object.hasOwn(rows, operation) ? rows[operation] : undefined;
    if (resources === undefined) return undefined;
    const found = await resources({ call, fields: fieldsOf(call.body), look, world });
    return found.map((resource) => ({ action: `${service}:${operation}`, resource }));
  }
  const prefix = queryServices[service];
  return prefix === undefined ? undefined : ofQuery(`${prefix}:${operation}`, call);
}

/** Of these services, reading what the account has needs no narrower resource. */
function ofQuery(action: string, call: Call): readonly Need[] | undefined {
  if (free.has(action)) return [];
  if (action === 'sts:AssumeRole') return [{ action, resource: parametersOf(call).get('RoleArn') ?? '*' }];
  const [service = '', operation = ''] = action.split(':');
  const parameter = queryResources[service]?.[operation];
  if (parameter !== undefined) return [{ action, resource: parametersOf(call).get(parameter) ?? '*' }];
  return /:(?:Describe|PutMetricData)/.test(action) ? [{ action, resource: '*' }] : undefined;
}
