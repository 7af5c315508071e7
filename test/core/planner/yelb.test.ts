import { idsByStack, parsed, planned, stackNamed, wireTexts, yelb, yelbNeeds } from './meshes';

const topology = parsed(yelb);
const plan = planned(topology, yelbNeeds);

it('an account that is called comes before its caller', () => {
  expect(plan.waves).toEqual([['yelb-shared'], ['backend'], ['frontend']]);
  expect(plan.stacks.map(({ name }) => name)).toEqual(['yelb-shared', 'backend', 'frontend']);
});

it('stacks are removed in the reverse order', () => {
  expect(plan.removal).toEqual([['frontend'], ['backend'], ['yelb-shared']]);
});

it('each stack has its kind, its account and a state whose name says the mesh once', () => {
  expect(plan.stacks.map(({ kind, account, stateName }) => [kind, account, stateName])).toEqual([
    ['shared', 'frontend', 'yelb-shared'],
    ['member', 'backend', 'yelb-backend'],
    ['owner', 'frontend', 'yelb-frontend'],
  ]);
});

it('each stack contains what its kind says', () => {
  expect(idsByStack(plan)).toEqual({
    'yelb-shared': [
      'frontend/authority/root',
      'frontend/mesh',
      'frontend/namespace',
      'frontend/network',
      'frontend/share/backend',
    ],
    backend: [
      'backend/certificate/redis-server',
      'backend/certificate/yelb-appserver',
      'backend/certificate/yelb-db',
      'backend/mesh-role',
      'backend/namespace',
      'backend/network',
      'backend/peering-request/frontend',
      'backend/route/yelb-appserver/yelb-appserver',
      'backend/service/redis-server',
      'backend/service/yelb-appserver',
      'backend/service/yelb-db',
      'backend/share-acceptance',
      'backend/workload/redis-server',
      'backend/workload/yelb-appserver',
      'backend/workload/yelb-db',
      'backend/zone-authorization/frontend',
    ],
    frontend: [
      'frontend/certificate/yelb-ui',
      'frontend/peering-acceptance/backend',
      'frontend/service/yelb-ui',
      'frontend/workload/yelb-ui',
      'frontend/zone-association/backend',
    ],
  });
});

it('each value crosses as what it is', () => {
  expect(wireTexts(plan)).toEqual([
    'yelb-shared → backend authority_arn_root assigned',
    'yelb-shared → backend share_arn_backend assigned',
    'yelb-shared → backend vpc_id_frontend assigned',
    'yelb-shared → frontend authority_arn_root assigned',
    'yelb-shared → frontend namespace_id_frontend assigned',
    'yelb-shared → frontend private_route_table_id_frontend assigned',
    'yelb-shared → frontend vpc_id_frontend assigned',
    'backend → frontend peering_id_frontend assigned',
    'backend → frontend virtual_service_arn_yelb_appserver confirmed',
    'backend → frontend virtual_service_name_yelb_appserver derived',
    'backend → frontend zone_id_backend assigned',
  ]);
  expect(stackNamed(plan, 'frontend').inputs).toEqual(plan.wires.filter(({ to }) => to === 'frontend'));
});

it('what App Mesh names is known before anything is deployed', () => {
  const literals = plan.wires.flatMap(({ literal }) => (literal === undefined ? [] : [literal]));
  expect(literals).toEqual([
    'arn:aws:appmesh:us-west-2:222222222222:mesh/yelb@111111111111/virtualService/yelb-appserver.backend.yelb.internal',
    'yelb-appserver.backend.yelb.internal',
  ]);
});

it('every service is an output of its stack, called from outside or not', () => {
  const outputs = stackNamed(plan, 'backend').outputs.filter(({ handover }) => handover === undefined);
  expect(outputs.map(({ name }) => name)).toEqual([
    'namespace_id_backend',
    'peering_id_frontend',
    'private_route_table_id_backend',
    'private_subnet_ids_backend',
    'public_subnet_ids_backend',
    'virtual_service_arn_redis_server',
    'virtual_service_arn_yelb_appserver',
    'virtual_service_arn_yelb_db',
    'virtual_service_name_redis_server',
    'virtual_service_name_yelb_appserver',
    'virtual_service_name_yelb_db',
    'vpc_id_backend',
    'zone_id_backend',
  ]);
});

it('the owner waits for the member alone, which waits for what is shared', () => {
  expect(plan.stacks.map(({ needs, after }) => [needs, after])).toEqual([
    [[], []],
    [['yelb-shared'], ['yelb-shared']],
    [['yelb-shared', 'backend'], ['backend']],
  ]);
});

it('callees that are not expected are not compared, and their names still cross', () => {
  const trusting = planned({ ...topology, expectCallees: false }, yelbNeeds);
  expect(wireTexts(trusting)).toEqual(wireTexts(plan).filter((text) => !text.endsWith('confirmed')));
  expect(idsByStack(trusting)).toEqual(idsByStack(plan));
});
