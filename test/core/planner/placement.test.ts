import type { Demand } from '../../../core/planner';
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

const name = (caller: string, service: string): Demand => ({ kind: 'name', caller, service });
const shareMesh = (member: string): Demand => ({ kind: 'share-mesh', member });

const account = (index: number, more: object): object => ({ id: String(100000000000 + index), ...more });
const created = (index: number): object => account(index, { network: { cidr: `10.${index}.0.0/16` } });

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

it('an owner without anything to run has no second stack', () => {
  const workloads = { 'ant-app': { account: 'ant', listens: { protocol: 'http', port: 80 } } };
  expect(planned(parsed(hubAnd(['ant'], { workloads }))).waves).toEqual([['zoo-shared'], ['ant']]);
});
