import type { Answer, Call } from '../call';
import { fieldsOf, listField, objectField, targetError, textField, type Fields } from '../json-protocol';
import type { Forward } from '../moto-proxy';
import { operationOf } from '../operation';
import { pageOf } from '../paging';
import { refusal, Refusal } from '../rules';
import { targetCall, textOf, withBody, type Correction } from './correction';

const prefix = 'Route53AutoNaming_v20170314';

/** Sends a request to moto. */
export type Ask = (operation: string, fields: object) => Promise<Fields>;

/** Requests of the corrections to moto's Cloud Map, for the account of a call. */
export function asking(call: Call, forward: Forward): Ask {
  return async (operation, fields) =>
    fieldsOf(textOf(await forward(targetCall(call, 'servicediscovery', `${prefix}.${operation}`, fields))));
}

/** The operations on services and instances in which AWS differs from moto, by name. */
type Operation = (call: Call, asked: Fields, forward: Forward) => Promise<Answer>;

/** A service is in a namespace of its own account, with a unique name; an instance exists once; lists are filtered. */
export const cloudMapServices: Correction = {
  service: 'servicediscovery',
  operations: ['CreateService', 'RegisterInstance', 'ListServices', 'ListNamespaces', 'ListInstances'],
  reason:
    'AWS creates a service only in an existing namespace, and only one with a name; it replaces an instance that is registered again, and its lists have filters and pages; moto does none of this',
  moto: '5.2.5',
  seen: 'aws_service_discovery_service with the namespace_id of no namespace succeeds; a destroy fails after an instance was registered twice',
  async answer(call, forward) {
    try {
      return await (operations[operationOf(call)]?.(call, fieldsOf(call.body), forward) ?? forward(call));
    } catch (problem) {
      if (problem instanceof Refusal) return targetError(call, problem);
      throw problem;
    }
  },
};

const operations: Readonly<Record<string, Operation>> = {
  async CreateService(call, asked, forward) {
    const ask = asking(call, forward);
    const name = textField(asked, 'Name') ?? '';
    if (!serviceName.test(name)) throw refusal('cloud-map/service-name', `"${name}"`);
    const id = idIn(
      textField(asked, 'NamespaceId') ?? textField(objectField(asked, 'DnsConfig'), 'NamespaceId'),
    );
    const namespaces = await members(ask, 'ListNamespaces', 'Namespaces');
    const namespace = namespaces.find((one) => one['Id'] === id);
    if (namespace === undefined) throw refusal('cloud-map/namespace-exists', id);
    // DNS names are not case-sensitive.
    const written = (text: string): string => (namespace['Type'] === 'HTTP' ? text : text.toLowerCase());
    const token = textField(asked, 'CreatorRequestId');
    const before = (await members(ask, 'ListServices', 'Services')).find(
      (one) => one['NamespaceId'] === id && written(String(one['Name'])) === written(name),
    );
    if (before !== undefined && token !== undefined && before['CreatorRequestId'] === token)
      return await forward(
        targetCall(call, 'servicediscovery', `${prefix}.GetService`, { Id: before['Id'] }),
      );
    if (before !== undefined) throw refusal('cloud-map/service-exists', `${name} in ${id}`);
    return await forward(withBody(call, JSON.stringify({ ...asked, NamespaceId: id })));
  },
  async RegisterInstance(call, asked, forward) {
    const ask = asking(call, forward);
    const [ServiceId, InstanceId] = [
      idIn(textField(asked, 'ServiceId')),
      textField(asked, 'InstanceId') ?? '',
    ];
    if (!/^[0-9a-zA-Z_/:.@-]{1,64}$/.test(InstanceId))
      throw refusal('cloud-map/instance-id', `"${InstanceId}"`);
    await demandService(ask, ServiceId);
    const instances = listField(await ask('ListInstances', { ServiceId }), 'Instances') as readonly Fields[];
    // A new registration replaces the old one: all instances with this id in moto are removed first.
    for (const { Id } of instances)
      if (Id === InstanceId) await ask('DeregisterInstance', { ServiceId, InstanceId });
    return await forward(withBody(call, JSON.stringify({ ...asked, ServiceId })));
  },
  ListServices: (call, asked, forward) =>
    listed(call, asked, forward, 'Services', {
      NAMESPACE_ID: (one, values) => values.map(idIn).includes(String(one['NamespaceId'])),
      RESOURCE_OWNER: (_, values) => values.includes('SELF'),
    }),
  ListNamespaces: (call, asked, forward) =>
    listed(call, asked, forward, 'Namespaces', {
      TYPE: (one, values) => values.includes(String(one['Type'])),
      NAME: (one, values) => values.includes(String(one['Name'])),
      HTTP_NAME: (one, values) =>
        values.includes(
          String(objectField(objectField(one, 'Properties'), 'HttpProperties')['HttpName'] ?? one['Name']),
        ),
      RESOURCE_OWNER: (_, values) => values.includes('SELF'),
    }),
  async ListInstances(call, asked, forward) {
    const ServiceId = idIn(textField(asked, 'ServiceId'));
    await demandService(asking(call, forward), ServiceId);
    return await listed(withBody(call, JSON.stringify({ ServiceId })), asked, forward, 'Instances', {});
  },
};

/** The API's pattern of a service's name. */
const serviceName =
  /^(?=.{1,127}$)([a-zA-Z0-9_][a-zA-Z0-9-_]{0,61}[a-zA-Z0-9_]|[a-zA-Z0-9])(\.([a-zA-Z0-9_][a-zA-Z0-9-_]{0,61}[a-zA-Z0-9_]|[a-zA-Z0-9]))*$/;

/** An id, also where its ARN is given. */
function idIn(text = ''): string {
  return text.slice(text.lastIndexOf('/') + 1);
}

async function members(ask: Ask, operation: string, list: string): Promise<readonly Fields[]> {
  return listField(await ask(operation, {}), list) as readonly Fields[];
}

/** Refuses a request for a service that does not exist. */
export async function demandService(ask: Ask, id: string): Promise<void> {
  if (id === '') throw refusal('cloud-map/input', 'the id of a service is missing');
  if ((await ask('GetService', { Id: id }))['Service'] === undefined)
    throw refusal('cloud-map/service-found', id);
}

type Filter = (one: Fields, values: readonly string[]) => boolean;

/** A page of moto's list, after all filters. */
async function listed(
  call: Call,
  asked: Fields,
  forward: Forward,
  list: string,
  filters: Readonly<Record<string, Filter>>,
): Promise<Answer> {
  const wanted = (listField(asked, 'Filters') as readonly Fields[]).map(({ Name, Values, Condition }) => {
    const filter = Object.hasOwn(filters, String(Name)) ? filters[String(Name)] : undefined;
    if (filter === undefined || !Array.isArray(Values) || Values.length === 0)
      throw refusal('cloud-map/input', `the filter ${JSON.stringify(Name)}`);
    const values: readonly string[] = Values.map(String);
    return (one: Fields): boolean =>
      Condition === 'BEGINS_WITH'
        ? values.some((value) => String(one['Name']).startsWith(value))
        : filter(one, values);
  });
  const most = asked['MaxResults'] ?? 100;
  if (typeof most !== 'number' || !Number.isInteger(most) || most < 1 || most > 100)
    throw refusal('cloud-map/input', `MaxResults ${JSON.stringify(most)}`);
  const answer = await forward(call);
  if (answer.status !== 200) return answer;
  const answered = fieldsOf(textOf(answer));
  const found = (listField(answered, list) as readonly Fields[]).filter((one) =>
    wanted.every((fits) => fits(one)),
  );
  const { NextToken: _, MaxResults: __, ...question } = asked;
  const token = textField(asked, 'NextToken');
  const page = pageOf(found, most, token, JSON.stringify([list, call.caller.account, call.region, question]));
  if (page === undefined) throw refusal('cloud-map/input', `NextToken "${token ?? ''}"`);
  const { items, nextToken } = page;
  const body = { ...answered, [list]: items, ...(nextToken === undefined ? {} : { NextToken: nextToken }) };
  return { ...answer, body: JSON.stringify(body) };
}
