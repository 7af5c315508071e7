import type { Demand } from '../../../core/planner';
import { at } from '../../../core/topology';
import {
  contentOf,
  hubAnd,
  idsByStack,
  parsed,
  planned,
  stackByContent,
  stackNamed,
  wireTexts,
} from './meshes';

const reach = (caller: string, callee: string): Demand => ({ kind: 'reach', caller, callee });
const resolve = (caller: string, callee: string): Demand => ({ kind: 'resolve', caller, callee });
const name = (caller: string, service: string): Demand => ({ kind: 'name', caller, service });
const shareMesh = (member: string): Demand => ({ kind: 'share-mesh', member });

const existing = {
  kind: 'existing',
  vpc: 'vpc-0123',
  cidrs: ['10.77.0.0/16'],
  subnets: { private: ['subnet-0123'] },
};
const account = (index: number, more: object): object => ({ id: String(100000000000 + index), ...more });
const created = (index: number): object => account(index, { network: { cidr: `10.${index}.0.0/16` } });

describe('peering', () => {
  it('is asked for by the member and accepted by the owner, whoever calls', () => {
    for (const demand of [reach('hub', 'ant'), reach('ant', 'hub')]) {
      const stacks = stackByContent(planned(parsed(hubAnd(['ant'])), [demand]));
      expect(stacks.get('ant/peering-request/hub')).toBe('ant');
      expect(stacks.get('hub/peering-acceptance/ant')).toBe('hub');
    }
  });

  it('between members is asked for by the later and accepted in the links of the earlier', () => {
    const plan = planned(parsed(hubAnd(['bee', 'ant'])), [reach('ant', 'bee')]);
    expect(stackByContent(plan).get('bee/peering-request/ant')).toBe('bee');
    expect(stackByContent(plan).get('ant/peering-acceptance/bee')).toBe('ant-links');
    expect(plan.waves).toEqual([['zoo-shared'], ['ant', 'hub'], ['bee'], ['ant-links']]);
  });

  it('is between two accounts once, though both call', () => {
    const plan = planned(parsed(hubAnd(['ant'])), [reach('hub', 'ant'), reach('ant', 'hub')]);
    expect([...stackByContent(plan).keys()].filter((id) => id.includes('peering'))).toEqual([
      'ant/peering-request/hub',
      'hub/peering-acceptance/ant',
    ]);
  });

  it.each([
    ['where nobody reaches across', hubAnd(['ant']), []],
    ['where accounts connect themselves', hubAnd(['ant'], { connect: 'none' }), [reach('hub', 'ant')]],
    [
      'with an existing network, which is connected by its owner',
      hubAnd(['ant'], { accounts: { hub: created(0), ant: account(1, { network: existing }) } }),
      [reach('hub', 'ant')],
    ],
  ])('is not made %s', (_, written, demands) => {
    const ids = [...stackByContent(planned(parsed(written), demands)).keys()];
    expect(ids.filter((id) => id.includes('peering'))).toEqual([]);
  });
});

describe('zones', () => {
  it('are authorized early by a member that the owner calls', () => {
    const stacks = stackByContent(planned(parsed(hubAnd(['ant'])), [resolve('hub', 'ant')]));
    expect(stacks.get('ant/zone-authorization/hub')).toBe('ant');
    expect(stacks.get('hub/zone-association/ant')).toBe('hub');
  });

  it("are authorized in the owner's second stack for a member, which associates in its links", () => {
    const plan = planned(parsed(hubAnd(['ant'])), [resolve('ant', 'hub')]);
    expect(stackByContent(plan).get('hub/zone-authorization/ant')).toBe('hub');
    expect(stackByContent(plan).get('ant/zone-association/hub')).toBe('ant-links');
    expect(plan.waves).toEqual([['zoo-shared'], ['ant'], ['hub'], ['ant-links']]);
    expect(wireTexts(plan)).toEqual(
      expect.arrayContaining([
        'zoo-shared → hub zone_id_hub assigned',
        'ant → hub vpc_id_ant assigned',
        'hub → ant-links zone_id_hub assigned',
        'ant → ant-links vpc_id_ant assigned',
      ]),
    );
  });

  it('of an existing network are associated too, its id written as it is', () => {
    const accounts = { hub: account(0, { network: existing }), ant: created(1) };
    const plan = planned(parsed(hubAnd(['ant'], { accounts })), [resolve('hub', 'ant')]);
    expect(stackByContent(plan).get('hub/zone-association/ant')).toBe('hub');
    expect(wireTexts(plan).filter((text) => text.includes('vpc_id_hub'))).toEqual([]);
    expect(idsByStack(plan)['zoo-shared']).not.toContain('hub/network');
  });

  it('that others made are told as not deployed', () => {
    const workloads = {
      'ant-app': {
        account: 'ant',
        listens: { protocol: 'http', port: 80 },
        discovery: { kind: 'dns', hostname: 'ant.example.com' },
      },
    };
    const services = { 'ant-app': { name: 'ant.example.com' } };
    const plan = planned(parsed(hubAnd(['ant'], { workloads, services })), [resolve('hub', 'ant')]);
    expect(plan.notDeployed).toEqual([
      {
        at: ['accounts', 'ant'],
        what: 'association of the private zone of "ant" with the network of "hub"',
        why: '"ant" has no namespace that meshspan creates',
      },
    ]);
  });

  it('and networks that nobody described are left out, and there is still a plan', () => {
    const accounts = { hub: account(0, {}), ant: account(1, {}) };
    const plan = planned(parsed(hubAnd(['ant'], { accounts, defaults: 'api' })), [
      shareMesh('ant'),
      reach('hub', 'ant'),
      resolve('hub', 'ant'),
    ]);
    const kinds = new Set(plan.stacks.flatMap(({ contents }) => contents.map(({ kind }) => kind)));
    expect([...kinds].toSorted()).toEqual([
      'authority',
      'mesh',
      'mesh-role',
      'share',
      'share-acceptance',
      'workload',
    ]);
  });
});

describe('a transit gateway', () => {
  const written = hubAnd(['ant', 'bee'], { connect: 'transit-gateway' });
  const plan = planned(parsed(written), [reach('hub', 'ant'), reach('ant', 'bee')]);

  it('is shared with each member, which attaches in its first stack', () => {
    const stacks = stackByContent(plan);
    expect(stacks.get('hub/transit-gateway')).toBe('zoo-shared');
    expect(stacks.get('hub/transit-gateway-attachment')).toBe('zoo-shared');
    expect(stacks.get('ant/transit-gateway-attachment')).toBe('ant');
    expect(stacks.get('bee/transit-gateway-attachment')).toBe('bee');
    expect(contentOf(plan, 'hub/share/bee')).toMatchObject({ mesh: false, transitGateway: true });
    expect(wireTexts(plan)).toContain('zoo-shared → bee transit_gateway_id assigned');
  });

  it('makes no member wait for another, and nobody peers', () => {
    expect(plan.waves).toEqual([['zoo-shared'], ['ant', 'bee', 'hub']]);
    expect([...stackByContent(plan).keys()].filter((id) => id.includes('peering'))).toEqual([]);
  });
});

describe('a share', () => {
  it('is one per member, with its mesh and its authorities', () => {
    const demands: readonly Demand[] = [
      shareMesh('ant'),
      { kind: 'share-authority', member: 'ant', authority: 'root' },
      shareMesh('bee'),
    ];
    const plan = planned(parsed(hubAnd(['ant', 'bee', 'cat'])), demands);
    const shares = plan.stacks.flatMap(({ contents }) => contents.filter(({ kind }) => kind === 'share'));
    expect(shares).toMatchObject([
      { member: 'ant', mesh: true, authorities: ['root'], transitGateway: false },
      { member: 'bee', mesh: true, authorities: [], transitGateway: false },
    ]);
  });

  it.each([
    ['invitation', 'create', ['ant/mesh-role', 'ant/share-acceptance']],
    ['invitation', 'exists', ['ant/share-acceptance']],
    ['organization', 'create', ['ant/mesh-role']],
  ])('by %s, with a mesh role to %s, gives %j', (principal, meshRole, expected) => {
    const accounts = { hub: created(0), ant: { ...created(1), principal, meshRole } };
    const plan = planned(parsed(hubAnd(['ant'], { accounts })), [shareMesh('ant')]);
    const ids = idsByStack(plan)['ant'] ?? [];
    expect(ids.filter((id) => id.includes('share') || id.includes('role'))).toEqual(expected);
    expect(stackNamed(plan, 'ant').needs).toEqual(['zoo-shared']);
  });
});

describe('a route', () => {
  const services = {
    front: {
      account: 'ant',
      name: 'front.ant.zoo.internal',
      routes: [{ to: { 'ant-app': 90, 'bee-app': 10 } }],
    },
  };
  const foreign = (service: string, workload: string): Demand => ({
    kind: 'foreign-target',
    service,
    route: service,
    workload,
  });

  it('of a member with foreign targets stays, and a split comes once they exist', () => {
    const plan = planned(parsed(hubAnd(['ant', 'bee'], { services })), [foreign('front', 'bee-app')]);
    expect(contentOf(plan, 'ant/route/front/front')).toMatchObject({ part: 'local' });
    expect(contentOf(plan, 'ant/route-split/front/front')).toMatchObject({ part: 'split' });
    expect(stackByContent(plan).get('ant/route/front/front')).toBe('ant');
    expect(stackByContent(plan).get('ant/route-split/front/front')).toBe('ant-links');
    expect(stackNamed(plan, 'ant-links').needs).toEqual(['zoo-shared', 'ant', 'bee']);
  });

  it('without foreign targets is the same content, whole', () => {
    const own = { front: { ...services.front, routes: [{ to: 'ant-app' }] } };
    const plan = planned(parsed(hubAnd(['ant', 'bee'], { services: own })));
    expect(contentOf(plan, 'ant/route/front/front')).toMatchObject({ part: 'whole' });
    expect(plan.waves.flat()).not.toContain('ant-links');
  });

  it.each([
    ['with foreign targets only', { 'bee-app': 10 }],
    ['whose own targets take no traffic', { 'ant-app': 0, 'bee-app': 10 }],
  ])('%s is in the links alone', (_, to) => {
    const only = { front: { ...services.front, routes: [{ to }] } };
    const plan = planned(parsed(hubAnd(['ant', 'bee'], { services: only })), [foreign('front', 'bee-app')]);
    const routes = [...stackByContent(plan)].filter(([id]) => id.startsWith('ant/route'));
    expect(routes).toEqual([['ant/route-split/front/front', 'ant-links']]);
  });

  it("of the owner waits as a whole in the owner's second stack", () => {
    const owned = {
      front: { account: 'hub', name: 'front.hub.zoo.internal', routes: services.front.routes },
    };
    const demands = [foreign('front', 'ant-app'), foreign('front', 'bee-app')];
    const plan = planned(parsed(hubAnd(['ant', 'bee'], { services: owned })), demands);
    expect(contentOf(plan, 'hub/route/front/front')).toMatchObject({ part: 'whole' });
    expect(stackNamed(plan, 'hub').needs).toEqual(['zoo-shared', 'ant', 'bee']);
  });

  it('whose foreign targets need not exist first makes nobody wait', () => {
    const plan = planned(parsed(hubAnd(['ant', 'bee'], { services })));
    expect(stackNamed(plan, 'ant').needs).toEqual(['zoo-shared']);
    expect(contentOf(plan, 'ant/route/front/front')).toMatchObject({ part: 'whole' });
  });
});

describe('a callee', () => {
  it('that need not stand first crosses by its name alone', () => {
    const plan = planned(parsed(hubAnd(['ant'], { connect: 'none' })), [name('hub', 'ant-app')]);
    expect(wireTexts(plan).filter((text) => text.includes('virtual'))).toEqual([
      'ant → hub virtual_service_name_ant_app derived',
    ]);
    expect(stackNamed(plan, 'hub').needs).toEqual(['zoo-shared']);
  });

  it('comes first in its wave where nothing else decides', () => {
    const mesh = parsed(hubAnd(['ant', 'bee', 'cat'], { connect: 'none' }));
    const plan = planned(mesh, [name('ant', 'cat-app'), name('hub', 'ant-app')]);
    expect(plan.waves).toEqual([['zoo-shared'], ['bee', 'cat', 'ant', 'hub']]);
  });

  it('that calls back is no circle', () => {
    const mesh = parsed(hubAnd(['ant', 'bee'], { connect: 'none' }));
    const plan = planned(mesh, [name('ant', 'bee-app'), name('bee', 'ant-app')]);
    expect(plan.waves).toEqual([['zoo-shared'], ['hub', 'ant', 'bee']]);
  });
});

it("a gateway is in the owner's second stack and waits for the services it serves", () => {
  const gateways = {
    door: { listens: { protocol: 'http', port: 8080 }, routes: [{ prefix: '/', service: 'ant-app' }] },
  };
  const plan = planned(parsed(hubAnd(['ant'], { gateways, connect: 'none' })), [
    { kind: 'foreign-service', gateway: 'door', service: 'ant-app' },
  ]);
  expect(stackByContent(plan).get('hub/gateway/door')).toBe('hub');
  expect(stackNamed(plan, 'hub').needs).toEqual(['zoo-shared', 'ant']);
  expect(wireTexts(plan)).toContain('ant → hub virtual_service_arn_ant_app confirmed');
});

it('a namespace is a zone of a network, so without one there is none', () => {
  const topology = parsed(hubAnd(['ant']));
  const ant = { ...at(topology.accounts, 'ant'), network: { kind: 'none' } as const };
  const plan = planned({ ...topology, accounts: { ...topology.accounts, ant } }, [resolve('hub', 'ant')]);
  expect([...stackByContent(plan).keys()].filter((id) => /^ant\/(network|namespace|zone)/.test(id))).toEqual(
    [],
  );
  expect(plan.notDeployed).toEqual([]);
});

it('an owner without anything to run has no second stack', () => {
  const workloads = { 'ant-app': { account: 'ant', listens: { protocol: 'http', port: 80 } } };
  expect(planned(parsed(hubAnd(['ant'], { workloads }))).waves).toEqual([['zoo-shared'], ['ant']]);
});

it('a connection with a network that exists is told, since nothing of ours makes it', () => {
  const bee = {
    id: '200000000000',
    network: { kind: 'existing', vpc: 'vpc-1', cidrs: ['10.9.0.0/16'], subnets: { private: ['subnet-1'] } },
  };
  const written = hubAnd(['ant', 'bee']);
  const topology = parsed({ ...written, accounts: { ...(written['accounts'] as object), bee } });
  const demands: Demand[] = [
    { kind: 'reach', caller: 'ant', callee: 'bee' },
    { kind: 'reach', caller: 'ant', callee: 'hub' },
  ];
  expect(planned(topology, demands).notDeployed).toEqual([
    {
      at: ['accounts', 'bee', 'network'],
      what: 'the connection between the networks of "ant" and "bee": peering, and routes both ways',
      why: 'meshspan joins only networks that it creates, and that of "bee" exists',
    },
  ]);
});
