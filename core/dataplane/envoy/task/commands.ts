import { probeName } from '../bootstrap/names';
import { ADMIN_PORT } from '../ports';
import type { ProxySpec } from '../specs';

/** Seconds in which connections of a proxy that stops come to their end: new ones go elsewhere by then. */
export const DRAIN_SECONDS = 20;

/** A request to the administration interface of the same container, by bash alone: the image has no other client. */
const asking = (method: 'GET' | 'POST', path: string): string =>
  `exec 3<> /dev/tcp/127.0.0.1/${ADMIN_PORT} && printf '${method} ${path} HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: 0\\r\\nConnection: close\\r\\n\\r\\n' >&3`;

/**
 * Starts its arguments, and where the container is stopped lets Envoy drain before it ends: SIGTERM alone drops what is
 * in flight.
 */
export const RUN_AND_DRAIN = `"$@" &
proxy=$!
drain() {
  ${asking('POST', '/drain_listeners?graceful')} && read -r -t 5 _ <&3
  sleep ${DRAIN_SECONDS} &
  wait $!
  kill -TERM "$proxy"
}
trap drain TERM INT
while kill -0 "$proxy" 2> /dev/null; do
  wait "$proxy"
  status=$?
done
exit "$status"
`;

/** Tells Envoy to take nothing new from others, while its application goes on and calls others. */
export const DRAIN_INBOUND = `${asking('POST', '/drain_listeners?graceful&inboundonly')} && read -r -t 5 _ <&3`;

/**
 * Succeeds where Envoy has verified each of its certificates in a handshake with itself; without certificates, where it
 * is ready.
 */
export function healthScript({ probes = [] }: ProxySpec): string {
  if (probes.length === 0)
    return `${asking('GET', '/ready')} && read -r -t 2 line <&3 && [[ $line == *' 200 '* ]]`;
  return `healthy=0
${asking('GET', '/stats?filter=membership_healthy')} || exit 1
while read -r -t 2 line <&3; do
  case $line in ${probeStatistics(probes)}) healthy=$((healthy + 1)) ;; esac
done
[ "$healthy" = ${probes.length} ]
`;
}

/** As patterns of bash. */
const probeStatistics = (probes: NonNullable<ProxySpec['probes']>): string =>
  probes.map(({ certificate }) => `"cluster.${probeName(certificate)}.membership_healthy: 1"*`).join(' | ');
