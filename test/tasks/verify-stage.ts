import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { judge, type Deployable, type Judgement } from '../../core/judge';
import { proxiesOf, type ProxySpec } from '../../core/dataplane/envoy';
import type { Step } from '../../core/verify';
import { checksIn, scriptOf, type Check } from '../../core/verify';
import { at, type Closed, type Topology } from '../../core/topology';
import { noPositions } from '../../core/source';
import type { Authority } from '../envoy/authority';
import { relocated, written } from '../envoy/files';
import { freeSocket, startConfigured } from '../envoy/running';
import { greetingServer, grpcServer, httpServer } from '../envoy/servers';

/** `web` calls `api` (HTTP), `rpc` (gRPC) and `db` (TCP), each a task in which commands can be started. */
const meshOf = (api: number, rpc: number, db: number): object => {
  const runtime = { image: 'app:1', exec: true };
  return {
    mesh: 'mall',
    region: 'eu-north-1',
    owner: 'shop',
    accounts: { shop: { id: '333333333333', network: { cidr: '10.40.0.0/16' } } },
    authority: { kind: 'private-ca', commonName: 'mall root' },
    workloads: {
      api: { account: 'shop', listens: { port: api, protocol: 'http' }, runtime },
      db: { account: 'shop', listens: { port: db, protocol: 'tcp' }, runtime },
      rpc: { account: 'shop', listens: { port: rpc, protocol: 'grpc' }, runtime },
      web: { account: 'shop', calls: ['api', 'db', 'rpc'], runtime },
    },
  };
};

/** A mesh whose Envoys run on this machine. */
export interface Stage {
  readonly deployable: Deployable;
  readonly edges: Judgement['edges'];
  readonly proxies: ReadonlyMap<string, ProxySpec>;
  /** Starts an Envoy for a party, as it is or changed. */
  start(party: string, change?: (proxy: ProxySpec) => ProxySpec, issuer?: Authority): Promise<void>;
  /** Runs the script of steps, with programs that lead to these Envoys. */
  run(steps: readonly Step[]): Promise<Ran>;
}

export interface Ran {
  readonly code: number | null;
  readonly checks: readonly Check[];
  readonly said: string;
}

/** Each check with its result. */
export const resultsOf = ({ checks }: Ran): Readonly<Record<string, string>> =>
  Object.fromEntries(checks.map(({ check, result }) => [check.replaceAll(/:\d+/g, ''), result]));
export const detailOf = ({ checks }: Ran, of: string): string =>
  checks.find(({ check }) => check.startsWith(of))?.detail ?? '';

const NAMES = /[a-z]+\.shop\.mall\.internal/g;

export async function newStage(folder: string, authority: Authority): Promise<Stage> {
  const [api, rpc, db] = await Promise.all([httpServer('api'), grpcServer('rpc'), greetingServer('hello')]);
  const judged = judge(
    {
      ok: true,
      value: {
        file: 'mall.yaml',
        written: meshOf(api.socket.port, rpc.port, db.port),
        positions: noPositions,
      },
      findings: [],
    },
    { at: new Date() },
  );
  if (judged.kind !== 'judged' || judged.deployable === undefined) throw new Error(JSON.stringify(judged));
  const { deployable, edges } = judged;
  const all = proxiesOf(deployable.topology as Closed<Topology>, deployable.lowered);
  const proxies = new Map(all.map((proxy) => [proxy.id, proxy]));
  const admins: Record<string, number> = {};
  const programs = join(folder, 'programs');
  mkdirSync(programs);
  return {
    deployable,
    edges,
    proxies,
    async start(party, change = (proxy) => proxy, issuer = authority) {
      const proxy = change(at(Object.fromEntries(proxies), party));
      // The names of the mesh are those of this machine.
      const here = JSON.parse(JSON.stringify({ ...proxy, probes: [] })) as ProxySpec;
      const upstreams = here.upstreams.map((upstream) => ({
        ...upstream,
        endpoints: upstream.endpoints.map((endpoint) => ({ ...endpoint, address: '127.0.0.1' })),
      }));
      const identity = await issuer.issue([`${proxy.key}.shop.mall.internal`]);
      const admin = await freeSocket();
      admins[`mall-${proxy.key}`] = admin.port;
      const home = mkdtempSync(join(folder, `${proxy.key}-`));
      const bootstrap = written(relocated({ ...here, upstreams, admin }, home), {
        certificates: Object.fromEntries(here.certificates.map(({ name }) => [name, identity])),
        trusts: Object.fromEntries(here.trusts.map(({ name }) => [name, authority.pem])),
      });
      await startConfigured(home, bootstrap, admin);
    },
    run(steps) {
      writePrograms(programs, admins, authority.pem);
      const script = join(folder, 'verify.sh');
      writeFileSync(script, scriptOf(steps, { mesh: 'mall', region: 'eu-north-1' }));
      return ranBash(script, programs);
    },
  };
}

/** What starts in a container here starts on this machine, with the administration of the Envoy of that container. */
function writePrograms(folder: string, admins: Readonly<Record<string, number>>, root: string): void {
  const ports = Object.entries(admins).map(([service, port]) => `    ${service}) admin=${port} ;;`);
  const inside = `
inside() { # SERVICE, and the script as input
  case $1 in
${ports.join('\n')}
  esac
  printf 'Starting session with SessionId: ecs-execute-command-1\\r\\n'
  sed -E -e "s/admin=9901/admin=$admin/" -e 's/${NAMES.source}/127.0.0.1/g' | bash
}`;
  put(
    folder,
    'aws',
    `${inside}
case "$*" in
  *get-caller-identity*) echo 333333333333 ;;
  *list-tasks*) echo "$6" ;;
  *execute-command*) read -r _ packed _ <<< "\${11#*-c \\'}"; echo "$packed" | base64 -d | gunzip | inside "$6" ;;
  *describe-services*) printf '2\\t2\\tCOMPLETED\\n' ;;
  *describe-target-groups*) echo arn:aws:elasticloadbalancing:target-group ;;
  *describe-target-health*) printf 'healthy\\tdraining\\n' ;;
  *describe-load-balancers*) [ "$4" = gone ] || printf 'localhost\\tarn:aws:elasticloadbalancing:loadbalancer\\n' ;;
  *describe-listeners*) echo arn:aws:acm:certificate ;;
  *describe-certificate*) echo PRIVATE ;;
  *get-certificate*) cat "\${0%/*}/chain" ;;
  *update-kubeconfig*) echo "$*" > "$6" ;;
  *) echo "what is $*?" >&2; exit 1 ;;
esac`,
  );
  put(
    folder,
    'kubectl',
    `${inside}
case "$*" in
  *"get pods"*) echo "pod/$8" ;;
  *" exec "*) printf '%s' "\${12}" | inside "mall-\${6#pod/app.kubernetes.io/name=}" ;;
  *"rollout status"*) echo 'deployment "api" successfully rolled out' ;;
esac`,
  );
  put(folder, 'session-manager-plugin', 'exit 0');
  writeFileSync(join(folder, 'chain'), root);
}

function put(folder: string, name: string, text: string): void {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/bash\n${text}\n`);
  chmodSync(file, 0o755);
}

const ranBash = (script: string, programs: string): Promise<Ran> =>
  new Promise((done) => {
    const child = spawn('bash', [script], {
      env: { PATH: `${programs}:${process.env['PATH'] ?? ''}` },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.once('close', (code) => done({ code, checks: checksIn(said), said }));
  });
