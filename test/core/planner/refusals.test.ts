import type { Topology } from '../../../core/topology';
import { hubAnd, parsed, planned, refused, resolve, yelb } from './meshes';

const cidr = (index: number): object => ({ network: { cidr: `10.${index}.0.0/16` } });
const id = (index: number): string => String(100000000000 + index);

describe('a name that would be two stacks', () => {
  it.each([
    [
      'bee-links',
      'account "bee-links" ends in "-links", which is reserved for the additional stacks of accounts',
    ],
    [
      'bee-requests',
      'account "bee-requests" ends in "-requests", which is reserved for the additional stacks of accounts',
    ],
    [
      'bee-kubernetes',
      'account "bee-kubernetes" ends in "-kubernetes", which is reserved for the additional stacks of accounts',
    ],
    ['zoo-shared', 'account "zoo-shared" and the stack "zoo-shared" would share one state'],
    ['shared', 'account "shared" and the stack "zoo-shared" would share one state'],
    ['zoo-ant', 'account "zoo-ant" and account "ant" would share one state'],
  ])('is refused: %s', (key, summary) => {
    expect(refused(parsed(hubAnd(['ant', key])))).toEqual([
      {
        rule: 'plan/stack-name',
        severity: 'error',
        at: { path: ['accounts', key] },
        summary,
        fix: `rename the account "${key}"`,
      },
    ]);
  });

  it('is not the name of the mesh alone', () => {
    expect(planned(parsed(hubAnd(['zoo']))).stacks.map(({ stateName }) => stateName)).toEqual([
      'zoo-shared',
      'zoo-hub',
      'zoo-zoo',
    ]);
  });
});

it('two services whose outputs would have one name are refused once', () => {
  const topology = parsed(yelb);
  const service = topology.services['yelb-db'];
  if (service === undefined) throw new Error('no yelb-db');
  const twin: Topology = {
    ...topology,
    services: { ...topology.services, yelb_db: { ...service, key: 'yelb_db' } },
  };
  expect(refused(twin)).toEqual([
    {
      rule: 'plan/output-name',
      severity: 'error',
      at: { path: service.at },
      summary: '"yelb-db" and "yelb_db" would both have the output "virtual_service_arn_yelb_db"',
      fix: 'rename one of them so that they differ in more than "-" and "_"',
    },
  ]);
});

describe('an open parameter', () => {
  const parameters = { VALUE: {} };
  const open = { parameter: 'VALUE' };

  it.each([
    ['a port', { workloads: { 'hub-app': { account: 'hub', listens: { protocol: 'http', port: open } } } }],
    ['the region', { region: open }],
    [
      'a block',
      { accounts: { hub: { id: id(0), network: { cidr: open } }, ant: { id: id(1), ...cidr(1) } } },
    ],
    [
      'a zone',
      {
        accounts: {
          hub: { id: id(0), network: { cidr: '10.0.0.0/16', zones: ['eu-central-1a', open] } },
          ant: { id: id(1), ...cidr(1) },
        },
      },
    ],
    ['the egress filter', { mesh: { name: 'zoo', egress: open } }],
  ])('in %s needs a value', (_, changes) => {
    expect(
      refused(parsed(hubAnd(['ant'], { parameters, ...changes }))).map(({ rule, fix }) => [rule, fix]),
    ).toContainEqual(['parameter/open', 'pass --set VALUE=VALUE, or give the parameter a default']);
  });

  it('is shown where the person wrote it', () => {
    const workloads = { 'hub-app': { account: 'hub', listens: { protocol: 'http', port: open } } };
    const topology = parsed(hubAnd(['ant'], { parameters, workloads }));
    const place = topology.workloads['hub-app']?.listeners[0]?.at ?? [];
    expect(refused(topology).map(({ at }) => at.path)).toContainEqual([...place, 'port']);
    expect(place).toContain('listens');
  });

  it.each([
    [
      'a port from which others follow',
      {
        workloads: {
          'hub-app': {
            account: 'hub',
            name: 'app-${parameter.VALUE}',
            listens: { protocol: 'http', port: open },
            entry: { port: 80 },
          },
        },
        services: { 'ant-front': { account: 'ant', routes: [{ to: 'hub-app' }] } },
      },
      ['workloads.hub-app.listens.port'],
    ],
    [
      'one of several listeners',
      {
        workloads: {
          'hub-app': {
            account: 'hub',
            listens: [
              { protocol: 'http', port: open },
              { protocol: 'http', port: 80, healthCheck: { port: open } },
            ],
          },
        },
      },
      ['workloads.hub-app.listens.0.port', 'workloads.hub-app.listens.1.healthCheck.port'],
    ],
    [
      'a block from which sources follow',
      {
        accounts: { hub: { id: id(0), network: { cidr: open } } },
        workloads: {
          'hub-app': { account: 'hub', listens: { protocol: 'http', port: 80 }, entry: { port: 80 } },
        },
      },
      ['accounts.hub.network.cidr'],
    ],
    [
      'the region, which is in the zones and in the state',
      { region: open, state: { kind: 's3', bucket: 'states' } },
      ['region'],
    ],
    [
      'the name of the mesh',
      { mesh: { name: open }, state: { kind: 's3', bucket: 'states' } },
      ['mesh.name'],
    ],
    [
      'a retry and a weight',
      {
        services: {
          'hub-app': {
            routes: [{ to: { 'hub-app': open }, retry: { times: open, perTry: '1s' } }],
          },
        },
      },
      ['services.hub-app.routes.0.to.hub-app', 'services.hub-app.routes.0.retry.times'],
    ],
  ])('is reported once for each place where it is written: %s', (_, changes, places) => {
    const findings = refused(parsed(hubAnd(['ant'], { parameters, ...changes })));
    expect(findings.map(({ at }) => at.path.join('.'))).toEqual(places);
  });

  it('in an account id stays open, also in the ARNs', () => {
    const accounts = { hub: { id: open, ...cidr(0) }, ant: { id: id(1), ...cidr(1) } };
    const plan = planned(parsed(hubAnd(['ant'], { parameters, accounts })));
    const arns = plan.stacks.flatMap(({ outputs }) =>
      outputs.filter(({ value }) => value.kind === 'asset' && value.what === 'virtual-service-arn'),
    );
    expect(arns.map(({ literal }) => literal)).toEqual([
      'arn:aws:appmesh:eu-central-1:100000000001:mesh/zoo@${parameter.VALUE}/virtualService/ant-app.ant.zoo.internal',
      'arn:aws:appmesh:eu-central-1:${parameter.VALUE}:mesh/zoo/virtualService/hub-app.hub.zoo.internal',
    ]);
  });
});

it('a retired owner is refused while others go on using its mesh', () => {
  const accounts = { hub: { id: id(0), retired: true, ...cidr(0) }, ant: { id: id(1), ...cidr(1) } };
  expect(refused(parsed(hubAnd(['ant'], { accounts })))).toMatchObject([
    {
      rule: 'plan/owner-retired',
      summary: 'account "hub" owns the mesh and is retired, while "ant" still use it',
    },
  ]);
});

describe('a service that hands its calls to another account', () => {
  it("is not a circle: the owner's second stack waits for the workload", () => {
    const owned = { front: { account: 'hub', name: 'front.hub.zoo.internal', to: 'bee-app' } };
    const plan = planned(parsed(hubAnd(['ant', 'bee'], { defaults: 'api', services: owned })));
    expect(plan.stacks.find(({ name }) => name === 'hub')?.needs).toEqual(['zoo-shared', 'bee']);
  });
});

describe('two zones of one name', () => {
  const accounts = Object.fromEntries(
    ['hub', 'ant', 'bee'].map((key, index) => [
      key,
      { id: id(index), ...cidr(index), namespace: key === 'hub' ? 'hub.zoo.internal' : 'zoo.internal' },
    ]),
  );
  const topology = parsed(hubAnd(['ant', 'bee'], { accounts }));

  it('can not be known to one network', () => {
    expect(refused(topology, [resolve('hub', 'ant'), resolve('hub', 'bee')])).toEqual([
      {
        rule: 'plan/same-namespace',
        severity: 'error',
        at: { path: ['accounts', 'bee'] },
        summary: 'the network of "hub" would have two zones "zoo.internal", of "ant" and of "bee"',
        fix: 'set accounts.bee.namespace to a name of its own',
      },
    ]);
  });

  it('do no harm where no network knows both', () => {
    expect(planned(topology, [resolve('hub', 'ant')]).waves).toHaveLength(3);
  });
});

it('a state backend that waits for a parameter is refused: Terraform reads it before any variable', () => {
  const written = {
    ...yelb,
    parameters: { BUCKET: {} },
    state: { kind: 's3', bucket: { parameter: 'BUCKET' }, prefix: 'x-${parameter.BUCKET}' },
  };
  expect(refused(parsed(written)).map(({ rule, at }) => [rule, at.path])).toEqual([
    ['parameter/open', ['state', 'bucket']],
    ['parameter/open', ['state', 'prefix']],
  ]);
});

describe('an account without a network', () => {
  const account = (index: number, more: object = {}): object => ({ id: id(index), ...more });
  const accounts = { hub: account(0, cidr(0)), ant: account(1) };
  const listens = { protocol: 'http', port: 8080 };
  const dns = { kind: 'dns', hostname: 'ant.example.com' };
  const written = (changes: object): Topology => parsed(hubAnd(['ant'], { accounts, ...changes }));
  const ant = (more: object): object => ({ 'ant-app': { account: 'ant', listens, ...more } });
  const front = { account: 'ant', name: 'front.ant.zoo.internal', routes: [{ to: 'ant-app' }] };

  it.each([
    ['whose workloads have names', {}, '"ant-app"', 'name', 'needs'],
    [
      'whose service has a name of its own',
      { workloads: ant({ discovery: dns }), services: { front } },
      '"front"',
      'name',
      'needs',
    ],
    ['in which both do', { services: { front } }, '"ant-app", "front"', 'names', 'need'],
  ])('%s is refused', (_, changes, named, names, need) => {
    expect(refused(written(changes))).toEqual([
      {
        rule: 'plan/no-network',
        severity: 'error',
        at: { path: ['accounts', 'ant', 'network'] },
        summary: `account "ant" has no network, and the ${names} of ${named} ${need} a private zone in one`,
        fix: `add network: { cidr: … } or { vpc: … } to accounts.ant, or give ${named} a discovery that already exists`,
      },
    ]);
  });

  it.each([
    ['names that others answer', { workloads: ant({ discovery: dns }) }],
    [
      'a namespace that is there',
      { workloads: ant({ discovery: { kind: 'cloud-map', existing: true, namespace: 'ant.example' } }) },
    ],
    ['nothing but what is retired', { workloads: ant({ retired: true }) }],
    ['no names, since it is retired', { accounts: { ...accounts, ant: account(1, { retired: true }) } }],
  ])('is planned with %s', (_, changes) => {
    expect(planned(written(changes)).waves.flat()).toContain('ant');
  });
});
