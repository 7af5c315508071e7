import type { Text } from './value';

/**
 * What a name of a certificate, or in a list of expected names, is. Envoy compares DNS names with DNS names and URIs
 * with URIs; an IP address, or a host with a port, equals neither (measured with Envoy 1.40).
 */
export function nameKindOf(name: Text): 'dns' | 'uri' | 'other' {
  if (/^([a-z][a-z0-9+.-]*:\/\/|urn:)/i.test(name)) return 'uri';
  return name.includes(':') || /^\d+(\.\d+){3}$/.test(name) ? 'other' : 'dns';
}
