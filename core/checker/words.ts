import { isParameterRef, openText, type Value } from '../topology';
import type { Inspection } from './edges';

export const valueText = (value: Value<string | number | boolean>): string =>
  isParameterRef(value) ? openText(value.parameter) : String(value);

/** The key of `workload/<key>`, or the end's own text. */
export function endText(end: string): string {
  const [kind = '', name = ''] = end.split(/\/(.*)/s);
  switch (kind) {
    case 'load-balancer':
      return `load balancer ${name}`;
    case 'service':
      return `service "${name}"`;
    default:
      return name === '' ? kind : `"${name}"`;
  }
}

/** `"yelb-ui" -> "yelb-appserver" port 4567`; a load balancer is named with its port already. */
export function edgeText({ edge: { client, server, port } }: Inspection): string {
  const named = port === undefined || server.startsWith('load-balancer/');
  return `${endText(client)} -> ${endText(server)}${named ? '' : ` port ${port}`}`;
}
