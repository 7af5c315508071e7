import { dirname, join } from 'node:path';
import type { KubernetesFiles } from './files';
import type { KubernetesPrograms } from './install';

/** Ports of the loopback interface. */
export interface Ports {
  readonly etcd: number;
  readonly apiServer: number;
}

/** The addresses of services. AWS gives them to clusters whose VPC does not use them. */
const SERVICES = '10.100.0.0/16';
const HERE = '127.0.0.1';

/** Words of a command; options have two. */
type Words = readonly string[];

/** How each program is started, by a name for it. */
export function commandsOf(
  programs: KubernetesPrograms,
  { paths }: KubernetesFiles,
  ports: Ports,
  hasWebhook: boolean,
): Readonly<Record<'etcd' | 'api-server' | 'controllers' | 'scheduler' | 'kwok', Words>> {
  const client = `http://${HERE}:${ports.etcd}`;
  // One member alone has no peers.
  const peer = `http://${HERE}:0`;
  const quiet = { kubeconfig: paths.kubeconfig, 'leader-elect': 'false', 'secure-port': '0' };
  return {
    etcd: [
      programs.etcd,
      ...optionsOf({
        name: 'local',
        'data-dir': paths.etcd,
        'listen-client-urls': client,
        'advertise-client-urls': client,
        'listen-peer-urls': peer,
        'initial-advertise-peer-urls': peer,
        'initial-cluster': `local=${peer}`,
        // Nothing has to survive the machine.
        'unsafe-no-fsync': 'true',
        'log-level': 'warn',
      }),
    ],
    'api-server': [
      programs.apiServer,
      ...optionsOf({
        'etcd-servers': client,
        'bind-address': HERE,
        'secure-port': String(ports.apiServer),
        'tls-cert-file': paths.certificate,
        'tls-private-key-file': paths.key,
        'cert-dir': join(dirname(paths.key), 'certificates'),
        'token-auth-file': paths.tokens,
        'authorization-mode': 'RBAC',
        'anonymous-auth': 'false',
        'service-account-issuer': 'https://kubernetes.default.svc',
        'service-account-key-file': paths.accounts,
        'service-account-signing-key-file': paths.accounts,
        'service-cluster-ip-range': SERVICES,
        // The server's own address on the loopback interface is not one for endpoints.
        'endpoint-reconciler-type': 'none',
        // An etcd before 3.4.25 cannot do this: kwok would ask for it again and again, ever more slowly.
        'feature-gates': 'WatchList=false',
        ...(hasWebhook && {
          'authentication-token-webhook-config-file': paths.webhook,
          'authentication-token-webhook-version': 'v1',
          'authentication-token-webhook-cache-ttl': '2s',
        }),
      }),
    ],
    controllers: [
      programs.controllers,
      ...optionsOf({
        ...quiet,
        'service-account-private-key-file': paths.accounts,
        'root-ca-file': paths.authority,
        'kube-api-qps': '200',
        'kube-api-burst': '400',
        // A machine with much to do may renew the lease of a simulated node late: nothing else is wrong with it.
        'node-monitor-grace-period': '1h',
      }),
    ],
    scheduler: [programs.scheduler, ...optionsOf(quiet)],
    kwok: [
      programs.kwok,
      ...optionsOf({ kubeconfig: paths.kubeconfig, config: paths.stages, 'manage-all-nodes': 'true' }),
    ],
  };
}

const optionsOf = (options: Readonly<Record<string, string>>): Words =>
  Object.entries(options).map(([name, value]) => `--${name}=${value}`);
