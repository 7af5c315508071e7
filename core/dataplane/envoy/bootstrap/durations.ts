import type { Closed, Duration } from '../../../topology';

/** Milliseconds as Envoy writes a duration: `1.5s`. */
export const seconds = (millis: number): string => `${millis / 1000}s`;

/** A duration of the topology as Envoy writes it; 0 is "no limit" in both. */
export const durationOf = ({ value, unit }: Closed<Duration>): string =>
  seconds(unit === 's' ? value * 1000 : value);

/** How long a request may take where nothing is said, on both sides of a call. App Mesh user guide, "Listener timeouts". */
export const REQUEST = '15s';

/** How long a request or a connection may be silent where nothing is said. App Mesh user guide, "Listener timeouts". */
export const IDLE = '300s';

/** How long to wait for a connection. */
export const CONNECT = '1s';

/**
 * How long a connection of HTTP is used. A handshake is the only time when a certificate is looked at, so this is how
 * long after its expiry or replacement one can still be in use.
 */
export const HTTP_CONNECTION = '3600s';

/** The same for TCP, whose connections end in the middle of what they carry: a day. */
export const TCP_CONNECTION = '86400s';
