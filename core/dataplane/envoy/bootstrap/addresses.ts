import type { SocketSpec } from '../specs';
import type { JsonObject } from './json';

export const socketAddress = ({ address, port }: SocketSpec): JsonObject => ({
  socket_address: { address, port_value: port },
});

const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/;

/** Whether an address is one of IP, so that nothing has to be resolved. */
export const isIpAddress = (address: string): boolean => IPV4.test(address) || address.includes(':');
