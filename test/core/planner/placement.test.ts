import {
  contentOf,
  hubAnd,
  idsByStack,
  parsed,
  planned,
  shareAuthority,
  shareMesh,
  stackByContent,
  stackNamed,
  wireTexts,
} from './meshes';

const account = (index: number, more: object): object => ({ id: String(100000000000 + index), ...more });
const created = (index: number): object => account(index, { network: { cidr: `10.${index}.0.0/16` } });

describe('a share', () => {
  it('is one per member, with its mesh and its authorities', () => {
    const needs = [shareAuthority('ant'), shareMesh('ant'), shareMesh('bee'), shareMesh('bee')];
    const plan = planned(parsed(hubAnd(['ant', 'bee', 'cat'])), needs);
    const shares = plan.stacks.flatMap(({ contents }) => contents.filter(({ kind }) => kind === 'share'));
    expect(shares).toMatchObject([
      { member: 'ant', items: [{ name: 'mesh' }, { name: 'authority-root' }] },
      { member: 'bee', items: [{ name: 'mesh' }] },
    ]);
    expect(shares).toHaveLength(2);
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
  it('of a member with foreign targets stays, and a split comes once they exist', () => {
    const plan = planned(parsed(hubAnd(['ant', 'bee'], { services })));
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
    const plan = planned(parsed(hubAnd(['ant', 'bee'], { services: only })));
    const routes = [...stackByContent(plan)].filter(([id]) => id.startsWith('ant/route'));
    expect(routes).toEqual([['ant/route-split/front/front', 'ant-links']]);
  });

  it("of the owner waits as a whole in the owner's second stack", () => {
    const owned = {
      front: { account: 'hub', name: 'front.hub.zoo.internal', routes: services.front.routes },
    };
    const plan = planned(parsed(hubAnd(['ant', 'bee'], { services: owned })));
    expect(contentOf(plan, 'hub/route/front/front')).toMatchObject({ part: 'whole' });
    expect(stackNamed(plan, 'hub').needs).toEqual(['zoo-shared', 'ant', 'bee']);
  });
});

describe('a callee', () => {
  it('that need not exist first crosses by its name alone', () => {
    const plan = planned(parsed(hubAnd(['ant'], { connect: 'none' }, { hub: ['ant-app'] })));
    expect(wireTexts(plan).filter((text) => text.includes('virtual'))).toEqual([
      'ant → hub virtual_service_name_ant_app derived',
    ]);
    expect(stackNamed(plan, 'hub').needs).toEqual(['zoo-shared']);
  });

  it('comes first in its wave where nothing else decides', () => {
    const calls = { ant: ['cat-app'], hub: ['ant-app'] };
    const plan = planned(parsed(hubAnd(['ant', 'bee', 'cat'], { connect: 'none' }, calls)));
    expect(plan.waves).toEqual([['zoo-shared'], ['bee', 'cat', 'ant', 'hub']]);
  });

  it('that calls back is not a circle', () => {
    const calls = { ant: ['bee-app'], bee: ['ant-app'] };
    const plan = planned(parsed(hubAnd(['ant', 'bee'], { connect: 'none' }, calls)));
    expect(plan.waves).toEqual([['zoo-shared'], ['hub', 'ant', 'bee']]);
  });
});

it("a gateway is in the owner's second stack and waits for the services it serves", () => {
  const gateways = {
    door: { listens: { protocol: 'http', port: 8080 }, routes: [{ prefix: '/', service: 'ant-app' }] },
  };
  const plan = planned(parsed(hubAnd(['ant'], { gateways, connect: 'none' })));
  expect(stackByContent(plan).get('hub/gateway/door')).toBe('hub');
  expect(stackNamed(plan, 'hub').needs).toEqual(['zoo-shared', 'ant']);
  expect(wireTexts(plan)).toContain('ant → hub virtual_service_arn_ant_app confirmed');
});

it('an owner without anything to run has no second stack', () => {
  const workloads = { 'ant-app': { account: 'ant', listens: { protocol: 'http', port: 80 } } };
  expect(planned(parsed(hubAnd(['ant'], { workloads }))).waves).toEqual([['zoo-shared'], ['ant']]);
});
