import {
  contentOf,
  hubAnd,
  idsByStack,
  parsed,
  planned,
  reach,
  resolve,
  shareMesh,
  stackByContent,
  wireTexts,
} from './meshes';

const existing = {
  kind: 'existing',
  vpc: 'vpc-0123',
  cidrs: ['10.77.0.0/16'],
  subnets: { private: ['subnet-0123'] },
};
const account = (index: number, more: object): object => ({ id: String(100000000000 + index), ...more });
const created = (index: number): object => account(index, { network: { cidr: `10.${index}.0.0/16` } });

describe('peering', () => {
  it('is asked for by the member and accepted by the owner, in whichever direction calls go', () => {
    for (const demand of [reach('hub', 'ant'), reach('ant', 'hub')]) {
      const stacks = stackByContent(planned(parsed(hubAnd(['ant'])), [demand]));
      expect(stacks.get('ant/peering-request/hub')).toBe('ant');
      expect(stacks.get('hub/peering-acceptance/ant')).toBe('hub');
    }
  });

  it('between members is asked for by the later and accepted in the links of the earlier', () => {
    const plan = planned(parsed(hubAnd(['bee', 'ant'])), [reach('ant', 'bee')]);
    expect(stackByContent(plan).get('bee/peering-request/ant')).toBe('bee-requests');
    expect(stackByContent(plan).get('ant/peering-acceptance/bee')).toBe('ant-links');
    expect(plan.waves).toEqual([['zoo-shared'], ['ant', 'bee', 'hub'], ['bee-requests'], ['ant-links']]);
  });

  it('is between two accounts once, though both call', () => {
    const plan = planned(parsed(hubAnd(['ant'])), [reach('hub', 'ant'), reach('ant', 'hub')]);
    expect([...stackByContent(plan).keys()].filter((id) => id.includes('peering'))).toEqual([
      'ant/peering-request/hub',
      'hub/peering-acceptance/ant',
    ]);
  });

  it.each([
    ['where nothing reaches across', hubAnd(['ant']), []],
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

  it('of members are authorized after all first stacks, and associated after that', () => {
    const plan = planned(parsed(hubAnd(['ant', 'bee'])), [resolve('ant', 'bee'), resolve('bee', 'ant')]);
    const stacks = stackByContent(plan);
    expect(stacks.get('ant/zone-authorization/bee')).toBe('ant-requests');
    expect(stacks.get('bee/zone-authorization/ant')).toBe('bee-requests');
    expect(stacks.get('ant/zone-association/bee')).toBe('ant-links');
    expect(stacks.get('bee/zone-association/ant')).toBe('bee-links');
    expect(plan.waves).toEqual([
      ['zoo-shared'],
      ['ant', 'bee', 'hub'],
      ['ant-requests', 'bee-requests'],
      ['ant-links', 'bee-links'],
    ]);
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

  it('of an existing network are also associated, its id written as it is', () => {
    const accounts = { hub: account(0, { network: existing }), ant: created(1) };
    const plan = planned(parsed(hubAnd(['ant'], { accounts })), [resolve('hub', 'ant')]);
    expect(stackByContent(plan).get('hub/zone-association/ant')).toBe('hub');
    expect(wireTexts(plan).filter((text) => text.includes('vpc_id_hub'))).toEqual([]);
    expect(idsByStack(plan)['zoo-shared']).not.toContain('hub/network');
  });

  it('that others created are reported as not deployed', () => {
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

  it('and networks that are not described are left out, and there is still a plan', () => {
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
  const withGateway = { items: [{ name: 'mesh' }, { name: 'transit-gateway' }] };
  const written = hubAnd(['ant', 'bee'], { connect: 'transit-gateway' });
  const plan = planned(parsed(written), [reach('hub', 'ant'), reach('ant', 'bee')]);

  it('is shared with each member, which attaches in its first stack', () => {
    const stacks = stackByContent(plan);
    expect(stacks.get('hub/transit-gateway')).toBe('zoo-shared');
    expect(stacks.get('hub/transit-gateway-attachment')).toBe('zoo-shared');
    expect(stacks.get('ant/transit-gateway-attachment')).toBe('ant');
    expect(stacks.get('bee/transit-gateway-attachment')).toBe('bee');
    expect(contentOf(plan, 'hub/share/bee')).toMatchObject({ items: [{ name: 'transit-gateway' }] });
    expect(wireTexts(plan)).toContain('zoo-shared → bee transit_gateway_id assigned');
  });

  it('makes no member wait for another, and has no peering', () => {
    expect(plan.waves).toEqual([['zoo-shared'], ['ant', 'bee', 'hub'], ['ant-links', 'bee-requests']]);
    expect([...stackByContent(plan).keys()].filter((id) => id.includes('peering'))).toEqual([]);
  });

  it('is routed to from where a peering would be', () => {
    const routes = (stacks: ReadonlyMap<string, string>, kinds: RegExp) =>
      [...stacks].flatMap(([id, stack]) => (kinds.test(id) ? [`${id.replace(kinds, '/')} ${stack}`] : []));
    const peered = planned(parsed(hubAnd(['ant', 'bee'], {})), [reach('hub', 'ant'), reach('ant', 'bee')]);
    const expected = ['ant/bee ant-links', 'ant/hub ant', 'bee/ant bee-requests', 'hub/ant hub'];
    expect(routes(stackByContent(plan), /\/transit-gateway-route\//).toSorted()).toEqual(expected);
    expect(routes(stackByContent(peered), /\/peering-(?:request|acceptance)\//).toSorted()).toEqual(expected);
  });

  it.each(['peering', 'none'] as const)(
    'that is left for %s stays, with its shares, and nothing else',
    (to) => {
      const left = hubAnd(['ant', 'bee'], { connect: { with: to, leaving: 'transit-gateway' } });
      const after = planned(parsed(left), [reach('hub', 'ant'), shareMesh('ant'), shareMesh('bee')]);
      const ids = [...stackByContent(after).keys()];
      expect(ids.filter((id) => id.includes('transit-gateway'))).toEqual(['hub/transit-gateway']);
      for (const id of ['hub/share/ant', 'hub/share/bee'])
        expect(contentOf(after, id)).toMatchObject(withGateway);
      expect(ids.some((id) => id.includes('peering'))).toBe(to === 'peering');
    },
  );

  it('stays shared with a member that is no longer called, so that its network can be detached', () => {
    const after = planned(parsed(written), [reach('hub', 'ant'), shareMesh('bee')]);
    expect(contentOf(after, 'hub/share/bee')).toMatchObject(withGateway);
    expect([...stackByContent(after).keys()]).not.toContain('bee/transit-gateway-attachment');
  });
});

describe('a neighbour without a network', () => {
  const dns = { kind: 'dns', hostname: 'ant.example.com' };
  const topology = parsed(
    hubAnd(['ant'], {
      accounts: { hub: created(0), ant: account(1, {}) },
      workloads: {
        'hub-app': { account: 'hub', listens: { protocol: 'http', port: 8080 } },
        'ant-app': { account: 'ant', listens: { protocol: 'http', port: 8080 }, discovery: dns },
      },
    }),
  );

  it('gets no zone', () => {
    const plan = planned(topology, [resolve('hub', 'ant')]);
    const ids = [...stackByContent(plan).keys()];
    expect(ids.filter((id) => /^ant\/(network|namespace|zone)/.test(id))).toEqual([]);
    expect(plan.notDeployed).toEqual([]);
  });

  it.each([
    ['called', reach('hub', 'ant'), 'out to'],
    ['calls', reach('ant', 'hub'), 'in from'],
  ])('that %s is reported to have no addresses that a rule could name', (_, demand, way) => {
    expect(planned(topology, [demand]).notDeployed).toEqual([
      {
        at: ['accounts', 'ant', 'network'],
        what: `the rules that let the security groups of "hub" ${way} the workloads of "ant"`,
        why: '"ant" has no network, so their addresses are unknown; open them with your own tools',
      },
    ]);
  });

  it('is not reported once it is retired', () => {
    const { hub, ant } = topology.accounts;
    if (hub === undefined || ant === undefined) throw new Error('no hub, no ant');
    const left = { ...topology, accounts: { hub, ant: { ...ant, retired: true } } };
    expect(planned(left, [reach('hub', 'ant')]).notDeployed).toEqual([]);
  });

  it('of one that also has none is not reported: there are no groups', () => {
    const bare = parsed(
      hubAnd(['ant'], { accounts: { hub: account(0, {}), ant: account(1, {}) }, workloads: {} }),
    );
    expect(planned(bare, [reach('hub', 'ant')]).notDeployed).toEqual([]);
  });
});

it('a connection with a network that exists is reported, since meshspan does not create it', () => {
  const bee = {
    id: '200000000000',
    network: { kind: 'existing', vpc: 'vpc-1', cidrs: ['10.9.0.0/16'], subnets: { private: ['subnet-1'] } },
  };
  const written = hubAnd(['ant', 'bee']);
  const topology = parsed({ ...written, accounts: { ...(written['accounts'] as object), bee } });
  expect(planned(topology, [reach('ant', 'bee'), reach('ant', 'hub')]).notDeployed).toEqual([
    {
      at: ['accounts', 'bee', 'network'],
      what: 'the connection between the networks of "ant" and "bee": peering, and routes both ways',
      why: 'meshspan joins only networks that it creates, and that of "bee" already exists',
    },
  ]);
});
