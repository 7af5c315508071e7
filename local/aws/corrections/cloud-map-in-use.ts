import { fieldsOf, listField, targetError, textField, type Fields } from '../json-protocol';
import { operationOf } from '../operation';
import { refusal, Refusal, type RuleId } from '../rules';
import { asking, demandService, type Ask } from './cloud-map-services';
import type { Correction } from './correction';

/** A namespace or service in use isn't deleted. */
export const cloudMapInUse: Correction = {
  service: 'servicediscovery',
  operations: ['DeleteNamespace', 'DeleteService'],
  reason:
    'AWS refuses to delete a namespace that has services, a service that has instances, and a service that does not exist; moto deletes both, and reports success for one that does not exist',
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
