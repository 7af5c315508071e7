import { fieldsOf, listField, targetError, textField, type Fields } from '../json-protocol';
import { operationOf } from '../operation';
import { refusal, Refusal, type RuleId } from '../rules';
import { asking, demandService, type Ask } from './cloud-map-services';
import type { Correction } from './correction';

/** What is in use isn't deleted. */
export const cloudMapInUse: Correction = {
  service: 'servicediscovery',
  operations: ['DeleteNamespace', 'DeleteService'],
  reason:
    'AWS keeps a namespace that has services, and a service that has instances, and says where a service is not there; moto deletes both, and answers that what was not there is deleted',
  moto: '5.2.5',
  seen: '`aws servicediscovery delete-service` with an instance in it succeeds',
  async answer(call, forward) {
    const id = textField(fieldsOf(call.body), 'Id') ?? '';
    const ask = asking(call, forward);
    try {
      const inUse = await (operationOf(call) === 'DeleteNamespace'
        ? inNamespace(ask, id)
        : inService(ask, id));
      if (inUse !== undefined) throw refusal(inUse, id);
      return await forward(call);
    } catch (problem) {
      if (problem instanceof Refusal) return targetError(call, problem);
      throw problem;
    }
  },
};

async function inNamespace(ask: Ask, id: string): Promise<RuleId | undefined> {
  const services = listField(await ask('ListServices', {}), 'Services') as readonly Fields[];
  const has = services.some((service) => service['NamespaceId'] === id);
  return has ? 'cloud-map/namespace-in-use' : undefined;
}

async function inService(ask: Ask, id: string): Promise<RuleId | undefined> {
  await demandService(ask, id);
  const instances = listField(await ask('ListInstances', { ServiceId: id }), 'Instances');
  return instances.length > 0 ? 'cloud-map/service-in-use' : undefined;
}
