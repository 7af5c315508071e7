import type { Text } from '../topology';

/** Whether a text is a host and a port, such as `shop.example:8443`; what a port means there, a data plane knows. */
export const isHostWithPort = (text: Text): boolean => /^[^/:]+:\d+$/.test(text);
