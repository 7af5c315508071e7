import { checkText, lossesText, planText, verdictsText } from '../../../core/report';
import { yelb, yelbPlan } from './yelb';

it('the verdicts of Yelb', async () => {
  const { edges } = await yelb();
  expect(verdictsText(edges)).toMatchInlineSnapshot(`
    "verdict    from                       to                         port  service         dialled  why
    encrypted  outside                    load-balancer/yelb-ui:443  443   -               -        the load balancer terminates TLS; whether callers from outside verify it is up to them (L2)
    encrypted  load-balancer/yelb-ui:443  yelb-ui                    80    -               -        the load balancer encrypts to the listener, and verifies no certificate (L1)
    verified   yelb-appserver             redis-server               6379  redis-server    6379     the caller verifies chain and name of the server's certificate (R1)
    verified   yelb-appserver             yelb-db                    5432  yelb-db         5432     the caller verifies chain and name of the server's certificate (R1)
    verified   yelb-ui                    yelb-appserver             4567  yelb-appserver  4567     the caller verifies chain and name of the server's certificate (R1)
    the rule in parentheses decided; "meshspan explain L2" describes it
    verified: the caller refuses a server whose certificate does not chain to its trust or does not carry an expected name; the server does not verify every caller
    encrypted: the bytes are encrypted, and nothing in the topology makes the caller verify the server
    verified does not cover who may call
    no verdict covers stolen keys, or an account that may issue any name
    "
  `);
});

it('a check ends with its counts', async () => {
  const { edges } = await yelb();
  expect(checkText(edges, []).split('\n').at(-2)).toBe('5 edges: 3 verified, 2 encrypted; no findings');
  expect(checkText([], [])).toBe('no calls and no entries\n\n0 edges; no findings\n');
});

it('what is unknown is printed with the verdict, and an open port as a question', () => {
  const edge = {
    client: 'gateway/door',
    server: 'workload/yelb-ui',
    verdict: 'undecided',
    reason: 'fact-unknown',
    by: 'R4',
    missing: 'names of certificate "ui"',
    at: { path: [] },
  } as const;
  expect(verdictsText([edge])).toMatchInlineSnapshot(`
    "verdict    from          to       port  service  dialled  why
    undecided  gateway/door  yelb-ui  ?     -        -        the verdict depends on a fact that the topology does not state: names of certificate "ui" (R4)
    the rule in parentheses decided; "meshspan explain R4" describes it
    undecided: the verdict depends on something that the topology leaves open
    "
  `);
});

it('the plan of Yelb', async () => {
  const { plan } = await yelbPlan();
  expect(planText(plan)).toMatchInlineSnapshot(`
    "3 stacks in 3 waves, 12 wires

    wave  stack        kind    account   after
    1     yelb-shared  shared  frontend
    2     backend      member  backend   yelb-shared
    3     frontend     owner   frontend  backend

    from         to        value                                wire
    yelb-shared  backend   authority_arn_root                   assigned
    yelb-shared  backend   share_arn_backend                    assigned
    yelb-shared  backend   vpc_id_frontend                      assigned
    yelb-shared  frontend  authority_arn_root                   assigned
    yelb-shared  frontend  namespace_id_frontend                assigned
    yelb-shared  frontend  private_route_table_id_frontend      assigned
    yelb-shared  frontend  private_subnet_ids_frontend          assigned
    yelb-shared  frontend  vpc_id_frontend                      assigned
    backend      frontend  peering_id_frontend                  assigned
    backend      frontend  virtual_service_arn_yelb_appserver   confirmed
    backend      frontend  virtual_service_name_yelb_appserver  derived
    backend      frontend  zone_id_backend                      assigned
    derived: known now, written as a literal
    assigned: known once its stack is applied
    confirmed: known now, and compared with what its stack created

    removal: frontend -> backend -> yelb-shared

    outputs for use outside of these stacks
    of                            stack     outputs
    certificate "redis-server"    backend   certificate_arn_redis_server
    certificate "yelb-appserver"  backend   certificate_arn_yelb_appserver
    certificate "yelb-db"         backend   certificate_arn_yelb_db
    cluster "backend"             backend   cluster_arn_backend
    workload "redis-server"       backend   ecs_service_redis_server, proxy_policy_arn_redis_server, proxy_resource_arn_redis_server, security_group_id_redis_server
    workload "yelb-appserver"     backend   ecs_service_yelb_appserver, proxy_policy_arn_yelb_appserver, proxy_resource_arn_yelb_appserver, security_group_id_yelb_appserver
    workload "yelb-db"            backend   ecs_service_yelb_db, proxy_policy_arn_yelb_db, proxy_resource_arn_yelb_db, security_group_id_yelb_db
    certificate "votes"           frontend  certificate_arn_votes
    certificate "yelb-ui"         frontend  certificate_arn_yelb_ui
    cluster "frontend"            frontend  cluster_arn_frontend
    workload "yelb-ui"            frontend  ecs_service_yelb_ui, load_balancer_name_workload_yelb_ui_application_internal, proxy_policy_arn_yelb_ui, proxy_resource_arn_yelb_ui, security_group_id_yelb_ui
    "
  `);
});

it('a plan without wires and with nothing left out has no empty tables', async () => {
  const { plan } = await yelbPlan();
  const text = planText({ ...plan, wires: [], notDeployed: [] });
  expect(text).toContain('3 stacks in 3 waves, 0 wires\n');
  expect(text).not.toMatch(/wire$|not deployed|\n\n\n/m);
});

it('a plan lists what is different on the data plane, and what is lost is printed by itself', async () => {
  const { plan } = await yelbPlan();
  const at = [
    ['workloads', 'api', 'listens', 0],
    ['workloads', 'web'],
  ];
  const differences = [
    { feature: 'a.b', support: 'lost', sentence: 'it is not there', at },
    {
      feature: 'c.d',
      support: 'approximated',
      sentence: 'in another way',
      at: at.slice(1),
    },
  ] as const;
  expect(planText({ ...plan, differences })).toContain(`
different on this data plane
feature  support       at                                   how
a.b      lost          workloads.api.listens[0] and 1 more  it is not there
c.d      approximated  workloads.web                        in another way
`);
  expect(lossesText({ differences })).toBe(
    'lost, as acceptLosses allows: a.b (workloads.api.listens[0] and 1 more): it is not there\n',
  );
  expect(planText(plan)).not.toContain('different');
  expect(lossesText(plan)).toBe('');
});

it.each([
  ['mutual', 'both-verified', false],
  ['verified', 'chain-and-name', true],
] as const)('the legend explains %s (%s), and that who may call is open: %s', (verdict, reason, isOpen) => {
  const text = verdictsText([
    {
      client: 'workload/a',
      server: 'workload/b',
      verdict,
      reason,
      by: 'R1',
      at: { path: [] },
    },
  ]);
  expect(text.includes('who may call')).toBe(isOpen);
  expect(text).toContain(`\n${verdict}: `);
  expect(text).toContain('stolen keys');
});
