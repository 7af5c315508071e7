import { createServer as createHttp } from 'node:http';
import type { SocketSpec } from '../../../core/dataplane/envoy';
import type { Protocol } from '../../../core/topology';
import { startBalancer } from '../../envoy/net/balancer';
import type { Listening } from '../../envoy/net/echo';
import { unprivileged } from '../../envoy/ways';
import type { PlacedInterface } from '../network/ledger';
import type { Account } from '../read/account';
import type { DeployedBalancer, DeployedListener, DeployedTargetGroup } from '../read/load-balancers';
import { doorCertificate, type DoorCertificate } from './certificate';

/** What a load balancer is told. */
export interface BalancerContext {
  readonly account: Account;
  readonly nic: PlacedInterface;
  readonly groups: ReadonlyMap<string, DeployedTargetGroup>;
  /** A target of a target group that is healthy; none: the connection is closed. */
  readonly targetOf: (group: string) => SocketSpec | undefined;
}

/** A listener that runs. */
export interface RunningListener extends Listening {
  readonly listener: DeployedListener;
  readonly certificate?: DoorCertificate;
}

/** Starts the listeners of a load balancer behind its doors. */
export async function startListeners(
  context: BalancerContext,
  { listeners }: DeployedBalancer,
): Promise<readonly RunningListener[]> {
  return Promise.all(
    listeners.map(async (listener): Promise<RunningListener> => {
      const certificate =
        listener.certificate === undefined
          ? undefined
          : await doorCertificate(context.account, listener.certificate);
      const server = await started(context, listener, certificate);
      return { listener, ...(certificate && { certificate }), close: () => server.close() };
    }),
  );
}

async function started(
  { nic, groups, targetOf }: BalancerContext,
  { port, protocol, action }: DeployedListener,
  certificate: DoorCertificate | undefined,
): Promise<Listening> {
  const listen = { address: nic.inside, port: unprivileged(port) };
  switch (action.kind) {
    case 'forward': {
      const group = groups.get(action.group);
      return startBalancer({
        listen,
        to: () => targetOf(action.group),
        from: nic.inside,
        protocol: protocolOf(protocol, group),
        isEncrypting: group?.protocol === 'HTTPS' || group?.protocol === 'TLS',
        ...(certificate && { certificate }),
      });
    }
    case 'redirect':
      return startRedirect(listen, action);
    case 'other':
      throw new Error(
        `a listener on port ${port} has an action of type "${action.type}", which does not run here`,
      );
  }
}

const protocolOf = (
  listener: DeployedListener['protocol'],
  group: DeployedTargetGroup | undefined,
): Protocol => {
  if (listener === 'TCP' || listener === 'TLS') return 'tcp';
  return group?.version === 'HTTP2' || group?.version === 'GRPC' ? 'http2' : 'http';
};

function startRedirect(
  { address, port }: SocketSpec,
  action: Extract<DeployedListener['action'], { kind: 'redirect' }>,
): Promise<Listening> {
  const server = createHttp(({ headers, url = '/' }, response) => {
    const host = (headers.host ?? '').replace(/:\d+$/, '');
    const to = `${action.protocol.toLowerCase()}://${host}:${action.port}${url}`;
    response.writeHead(action.status, { location: to });
    response.end();
  });
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen({ host: address, port }, () =>
      done({
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      }),
    );
  });
}
