import { fieldsOf, listField, targetError, textField, type Fields } from '../json-protocol';
import { operationOf } from '../operation';
import { refusal } from '../rules';
import { targetCall, textOf, type Correction } from './correction';

const prefix = 'Route53AutoNaming_v20170314';

/** What is in use isn't deleted. */
export const cloudMapInUse: Correction = {
  service: 'servicediscovery',
  operations: ['DeleteNamespace', 'DeleteService'],
  reason: 'AWS keeps a namespace that has services, and a service that has instances; moto deletes both',
  moto: '5.2.5',
  seen: '`aws servicediscovery delete-service` with an instance in it succeeds',
  async answer(call, forward) {
    const id = textField(fieldsOf(call.body), 'Id') ?? '';
    const ask = async (operation: string, fields: object): Promise<Fields> =>
      fieldsOf(textOf(await forward(targetCall(call, 'servicediscovery', `${prefix}.${operation}`, fields))));
    if (operationOf(call) === 'DeleteNamespace') {
      const services = listField(await ask('ListServices', {}), 'Services') as readonly Fields[];
      return services.some((service) => service['NamespaceId'] === id)
        ? targetError(call, refusal('cloud-map/namespace-in-use', id))
        : await forward(call);
    }
    const instances = listField(await ask('ListInstances', { ServiceId: id }), 'Instances');
    return instances.length > 0
      ? targetError(call, refusal('cloud-map/service-in-use', id))
      : await forward(call);
  },
};
