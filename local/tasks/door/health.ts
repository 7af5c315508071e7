import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { connect } from 'node:net';
import { unprivileged } from '../../envoy/ways';
import type { DeployedTargetGroup } from '../read/load-balancers';

/** A health check of a load balancer. */
export interface Probe {
  /** The address that it connects from. */
  readonly from: string;
  /** The address of the target on this machine. */
  readonly address: string;
  /** Port that the target is registered with. */
  readonly port: number;
}

/** Why a target is not healthy, in one line; undefined: it is. TLS is used without verification, as AWS's do. */
export function unhealthiness({ check }: DeployedTargetGroup, probe: Probe): Promise<string | undefined> {
  const port = unprivileged(check.port === 'traffic-port' ? probe.port : Number(check.port));
  const to = { host: probe.address, port, localAddress: probe.from };
  const timeout = Math.min(check.timeout, 5) * 1000;
  return check.protocol === 'HTTP' || check.protocol === 'HTTPS'
    ? overRequest(check, to, timeout)
    : overTcp(to, timeout);
}

interface To {
  readonly host: string;
  readonly port: number;
  readonly localAddress: string;
}

const overRequest = (
  { protocol, path, codes }: DeployedTargetGroup['check'],
  to: To,
  timeout: number,
): Promise<string | undefined> =>
  new Promise((done) => {
    const options = {
      ...to,
      path,
      timeout,
      agent: false as const,
      headers: { 'user-agent': 'ELB-HealthChecker/2.0', host: `${to.host}:${to.port}` },
    };
    const sent =
      protocol === 'HTTPS' ? overHttps({ ...options, rejectUnauthorized: false }) : overHttp(options);
    sent.once('response', (response) => {
      response.resume();
      const status = response.statusCode ?? 0;
      done(
        isExpected(codes, status) ? undefined : `its health check got status ${status}, and expects ${codes}`,
      );
    });
    sent.once('timeout', () => sent.destroy(new Error('no answer in time')));
    sent.once('error', (error) => done(`its health check got no answer: ${error.message}`));
    sent.end();
  });

const overTcp = (to: To, timeout: number): Promise<string | undefined> =>
  new Promise((done) => {
    const socket = connect(to);
    // What refuses a connection here does so after it was accepted.
    socket.once('connect', () => setTimeout(() => (done(undefined), socket.destroy()), 100));
    socket.once('close', () => done('its health check got no connection'));
    socket.setTimeout(timeout, () => socket.destroy());
    socket.once('error', () => socket.destroy());
  });

/** `200`, `200,302` or `200-299`. */
const isExpected = (codes: string, status: number): boolean =>
  codes.split(',').some((part) => {
    const [first = 0, last = first] = part.split('-').map(Number);
    return first <= status && status <= last;
  });
