import { noServiceRecord, serviceRecord } from '../substrate/service-record';
import type { Builder } from './builder';

export const serviceName: Builder<'service-name'> = ({ stack }, { service: key, zoneName, address }) => {
  if (address === undefined) noServiceRecord(stack, key, zoneName);
  else serviceRecord(stack, key, zoneName, address);
};
