import * as fc from 'fast-check';
import { appMesh } from '../../../../core/dataplane/app-mesh';
import { appMeshTaskParts } from '../../../../core/dataplane/app-mesh/task';
import { envoy } from '../../../../core/dataplane/envoy';
import { envoyTaskParts } from '../../../../core/dataplane/envoy/task';
import { tasksOf, type Statement, type TaskParts, type TaskSpec } from '../../../../core/dataplane/tasks';
import { roleNameOf, taskNameOf } from '../../../../core/dataplane/tasks/names';
import {
  closedTopology,
  endpoint,
  param,
  stillClosed,
  topologyOf,
  write,
  type WrittenTopology,
} from '../../../../core/topology';
import { valueOf } from '../../../cases/synthesized';
import { emptyContainer, market } from '../../../cases/task-plane';
import { taskVariants } from '../../../cases/task-variants';

const { http, tcp, loadBalancer } = write;

/** Of a proxy that accepts on one port, and knows one way. */
const parts: TaskParts = {
  containers: [{ ...emptyContainer, ports: [28_080] }],
  volumes: [{ name: 'files' }],
  applicationAfter: [],
  allows: [],
  entrance: 'proxy',
  endpointOf: (service, port) => (service === 'stock' ? `127.0.0.9:${port}` : undefined),
};

function tasksOn(written: WrittenTopology, more: Partial<TaskParts> = {}): readonly TaskSpec[] {
  const topology = closedTopology(
    envoy.complete?.(valueOf(topologyOf(written))) ?? valueOf(topologyOf(written)),
  );
  return tasksOf(topology, stillClosed(envoy.lower(topology)), () => ({ ...parts, ...more }));
}

function shopOf(runtime: object, change: object = {}, more: Partial<TaskParts> = {}): TaskSpec {
  const shop = {
    account: 'front',
    listens: http(8080),
    calls: ['stock'],
    runtime: { image: 'shop:1', ...runtime },
    ...change,
  };
  const parameters = { image: { type: 'string' }, secret: { type: 'string' } } as const;
  const workloads = { ...market.workloads, shop };
  const task = tasksOn({ ...market, parameters, workloads }, more).find(({ key }) => key === 'shop');
  if (task === undefined) throw new Error('no task');
  return task;
}

const app = ({ containers }: TaskSpec) => containers.at(-1);

describe('what is reached by load balancers', () => {
  test('on a port of the proxy is the proxy', () => {
    const task = shopOf(
      {},
      { entry: loadBalancer(80) },
      { containers: [{ ...emptyContainer, ports: [18_080] }] },
    );
    expect(task.targets).toEqual([
      {
        loadBalancer: 'workload/shop/application-internal',
        targetGroup: '80',
        container: 'proxy',
        port: 18_080,
      },
    ]);
    expect(task.graceSeconds).toBe(120);
    expect(app(task)?.ports).toEqual([]);
  });

  test('past the proxy is the application, which names the port', () => {
    const task = shopOf({}, { entry: loadBalancer(80, { listener: 9090, inside: 'passed' }) });
    expect(task.targets).toMatchObject([{ container: 'app', port: 9090 }]);
    expect(app(task)?.ports).toEqual([9090]);
  });

  test('nothing: there is no time in which checks do not count', () => {
    const task = shopOf({});
    expect(task.targets).toEqual([]);
    expect(task).not.toHaveProperty('graceSeconds');
  });
});

describe('the application', () => {
  test('reaches a service through its proxy, and by its name where there is no such way', () => {
    const environment = { A: `x ${endpoint('stock')} y ${endpoint('stock', 8081)}`, B: endpoint('depot') };
    const depot = { account: 'back', listens: tcp(7000) };
    const task = tasksOn({
      ...market,
      workloads: {
        ...market.workloads,
        depot,
        shop: { account: 'front', calls: ['stock', 'depot'], runtime: { image: 'i', environment } },
      },
    }).find(({ key }) => key === 'shop');
    expect(task && app(task)?.environment).toEqual({
      A: ['x 127.0.0.9:8081 y 127.0.0.9:8081'],
      B: ['depot.back.market.internal:7000'],
    });
  });

  test('has an empty volume for each folder that it writes to', () => {
    const task = shopOf({ readOnly: true, writes: ['/tmp', '/var/run'] });
    expect(app(task)).toMatchObject({
      readOnly: true,
      mounts: [
        { volume: 'writes-1', path: '/tmp', readOnly: false },
        { volume: 'writes-2', path: '/var/run', readOnly: false },
      ],
    });
    expect(task.volumes).toEqual([{ name: 'files' }, { name: 'writes-1' }, { name: 'writes-2' }]);
  });

  test('is intercepted on its own ports', () => {
    const interception = {
      proxy: 'proxy',
      ignoredUser: 1337,
      ignoredGroup: 1337,
      applicationPorts: [8080],
      inboundPort: 15_000,
      outboundPort: 15_001,
      ignoredPorts: [],
      ignoredAddresses: [],
    };
    const task = shopOf({}, { entry: loadBalancer(80) }, { interception, entrance: 'app' });
    expect(task.interception).toBe(interception);
    expect(app(task)?.ports).toContain(8080);
  });
});

describe('what receives traces', () => {
  const tracing = (kind: string) =>
    shopOf({ tracing: kind }).containers.find(({ name }) => name === 'tracing');

  test('is a container that may stop, and is not intercepted', () => {
    for (const kind of ['x-ray', 'opentelemetry'])
      expect(tracing(kind)).toMatchObject({ essential: false, user: '1337', ports: [] });
    expect(tracing('none')).toBeUndefined();
  });

  test('listens on the loopback address alone', () => {
    const [text] = tracing('opentelemetry')?.environment['AOT_CONFIG_CONTENT'] ?? [];
    expect(JSON.parse(typeof text === 'string' ? text : '')).toMatchObject({
      receivers: { otlp: { protocols: { grpc: { endpoint: '127.0.0.1:4317' } } } },
      service: { pipelines: { traces: { exporters: ['awsxray'] } } },
    });
  });

  test('may write traces', () => {
    expect(shopOf({ tracing: 'x-ray' }).allows.map(({ sid }) => sid)).toEqual(['Traces']);
  });
});

describe('what ECS may do to start a task', () => {
  test.each([
    ['nginx:1', []],
    ['public.ecr.aws/nginx/nginx:1', []],
    [
      '333333333333.dkr.ecr.eu-west-1.amazonaws.com/a/b@sha256:00',
      ['arn:aws:ecr:eu-west-1:333333333333:repository/a/b'],
    ],
    [param('image'), ['arn:aws:ecr:eu-central-1:111111111111:repository/*']],
  ] as const)('to pull %j', (image, repositories) => {
    const { startAllows } = shopOf({ image });
    expect(startAllows.find(({ sid }) => sid === 'Images')?.resources.flat() ?? []).toEqual(repositories);
    expect(startAllows.map(({ sid }) => sid)).toEqual(
      repositories.length === 0 ? [] : ['SignInToRegistry', 'Images'],
    );
  });

  test('to read a secret that only Terraform knows, of either service', () => {
    const { startAllows } = shopOf({ secrets: { KEY: param('secret') } });
    expect(startAllows.map(({ actions, resources }) => [actions, resources])).toEqual([
      [['secretsmanager:GetSecretValue'], [['${parameter.secret}']]],
      [['ssm:GetParameters'], [['${parameter.secret}']]],
    ]);
  });
});

test('whatever has no network, no ECS cluster or exists already is not run', () => {
  const runtime = { image: 'x' };
  const written: WrittenTopology = {
    ...market,
    accounts: { ...market.accounts, bare: { id: '333333333333', role: 'deploy' } },
    workloads: {
      ...market.workloads,
      bare: { account: 'bare', listens: http(1), runtime },
      gone: { account: 'back', listens: http(1), runtime, retired: true },
      there: { account: 'back', listens: http(1), runtime, existing: true },
      plain: { account: 'back', listens: http(1) },
    },
  };
  expect(tasksOn(written).map(({ id }) => id)).toEqual(['workload/shop', 'workload/stock']);
});

const isOpen = (part: unknown): boolean => typeof part === 'string' && part.endsWith('*');

describe('permissions of real data planes', () => {
  const statements = Object.entries(taskVariants).flatMap(
    ([name, written]): readonly [string, Statement][] => {
      const read = valueOf(topologyOf(written));
      const topology = closedTopology(
        written.dataPlane === 'envoy' ? (envoy.complete?.(read) ?? read) : read,
      );
      const tasks =
        written.dataPlane === 'envoy'
          ? tasksOf(
              topology,
              stillClosed(envoy.lower(topology)),
              envoyTaskParts(topology, stillClosed(envoy.lower(topology))),
            )
          : tasksOf(
              topology,
              stillClosed(appMesh.lower(topology)),
              appMeshTaskParts(topology, stillClosed(appMesh.lower(topology))),
            );
      return tasks.flatMap(({ id, allows, startAllows }) =>
        [...allows, ...startAllows].map((statement): [string, Statement] => [`${name} ${id}`, statement]),
      );
    },
  );

  test('a wildcard has a reason', () => {
    const open = statements.filter(([, { resources }]) =>
      resources.some((resource) => isOpen(resource.at(-1))),
    );
    expect(open.length).toBeGreaterThan(5);
    expect(open.filter(([, { because }]) => because === undefined)).toEqual([]);
  });

  test('no action is a wildcard, and no other statement has a reason', () => {
    expect(statements.flatMap(([, { actions }]) => actions).filter((action) => action.includes('*'))).toEqual(
      [],
    );
    const explained = statements.filter(([, { because }]) => because !== undefined);
    for (const [, { resources }] of explained)
      expect(resources.map(([last]) => last).some(isOpen)).toBe(true);
  });
});

describe('names', () => {
  const name = fc.string({ unit: fc.constantFrom('a', 'b', '-'), minLength: 1, maxLength: 250 });

  test('fit, and are distinct where what they are made from is', () => {
    fc.assert(
      fc.property(name, name, (mesh, key) => {
        const topology = { mesh: { name: mesh }, region: 'ap-southeast-1' };
        const [task, start] = [roleNameOf(topology, key, 'task'), roleNameOf(topology, key, 'start')];
        expect(Math.max(task.length, start.length)).toBeLessThanOrEqual(64);
        expect(task).not.toBe(start);
        expect(taskNameOf(mesh, key).length).toBeLessThanOrEqual(255);
      }),
    );
  });

  test('a short one is as it is read', () => {
    const topology = { mesh: { name: 'yelb' }, region: 'us-west-2' };
    expect(roleNameOf(topology, 'ui', 'task')).toBe('yelb-ui-task-us-west-2');
    expect(taskNameOf('yelb', 'ui')).toBe('yelb-ui');
  });
});
