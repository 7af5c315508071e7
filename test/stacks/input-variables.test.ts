import yelb from '../../examples/yelb/topology';
import { planned } from '../cases/synthesized';
import { variants } from '../cases/variants';
import { stacksOf, type Json } from './json';

const written = { ...yelb, transport: 'variables' } as const;
const stack = stacksOf(written);
const frontend = stack('frontend');

const ARN =
  'arn:aws:appmesh:us-west-2:222222222222:mesh/yelb@111111111111/virtualService/yelb-appserver.backend.yelb.internal';

test('no stack of any topology reads a state', () => {
  const ring = stacksOf(variants['variables']);
  for (const { name } of planned(variants['variables']).plan.stacks) {
    expect(ring(name).data).toEqual([]);
    expect(ring(name).text).not.toMatch(/remote_state|local\./);
  }
});

test('the variables of a stack are the inputs that a pipeline passes according to its plan', () => {
  const { plan } = planned(variants['variables']);
  const ring = stacksOf(variants['variables']);
  for (const { name, inputs } of plan.stacks) {
    const told = inputs
      .filter(({ kind }) => kind !== 'derived')
      .map(({ from, output }) => `${from.replaceAll('-', '_')}_${output}`);
    expect(Object.keys(ring(name).section('variable')).toSorted()).toEqual(told.toSorted());
  }
  expect(Object.keys(ring('one').section('variable')).length).toBeGreaterThan(5);
});

test('a variable is a text, never null, and describes the source of its value', () => {
  expect(frontend.section('variable')['backend_zone_id_backend']).toEqual({
    type: 'string',
    description: 'Output zone_id_backend of stack "backend".',
    nullable: false,
    default: '',
  });
});

test('resources get their values from variables', () => {
  expect(
    frontend.at('aws_vpc_peering_connection_accepter.peering_backend')['vpc_peering_connection_id'],
  ).toBe('${var.backend_peering_id_frontend}');
  expect(stack('backend').at('aws_acm_certificate.certificate_yelb-db')['certificate_authority_arn']).toBe(
    '${var.yelb_shared_authority_arn_root}',
  );
});

test('a missing value stops a plan with the name of its stack; values that are compared elsewhere do not', () => {
  const { precondition } = frontend.output('inputs') as { precondition: readonly Json[] };
  expect(precondition).toHaveLength(2);
  const missing =
    '[for name, is_given in { backend_peering_id_frontend = length(var.backend_peering_id_frontend) > 0, ' +
    'backend_zone_id_backend = length(var.backend_zone_id_backend) > 0 } : name if !is_given]';
  expect(precondition[1]).toEqual({
    condition: `\${length(${missing}) == 0}`,
    error_message:
      `stack "frontend" has no value for \${join(", ", ${missing})}; ` +
      'apply "backend" first, and pass its outputs as variables of these names',
  });
});

test('an output shows what the stack was given', () => {
  expect(frontend.output('inputs')['value']).toMatchObject({
    backend_virtual_service_arn_yelb_appserver: '${var.backend_virtual_service_arn_yelb_appserver}',
    yelb_shared_vpc_id_frontend: '${var.yelb_shared_vpc_id_frontend}',
  });
  expect(stack('yelb-shared').section('output')['inputs']).toBeUndefined();
});

test('a caller compares the variable with what its callee must be', () => {
  const { lifecycle } = frontend.at('aws_appmesh_virtual_node.workload_yelb-ui') as { lifecycle: Json };
  const told = 'var.backend_virtual_service_arn_yelb_appserver';
  expect(lifecycle['precondition']).toEqual([
    {
      condition: `\${${told} == "${ARN}"}`,
      error_message: expect.stringContaining(`\${${told} == "" ? "missing" : ${told}}`) as string,
    },
  ]);
});

test('nothing else depends on how values travel', () => {
  const read = stacksOf(yelb);
  for (const name of ['yelb-shared', 'backend', 'frontend']) {
    const addresses = (one: ReturnType<typeof stack>) => one.resources.map(({ address }) => address);
    expect(addresses(stack(name))).toEqual(addresses(read(name)));
  }
});

test('a parameter can not have the name of an input', () => {
  const named = {
    ...written,
    parameters: { backend_zone_id_backend: {} },
    tags: { zone: { parameter: 'backend_zone_id_backend' } },
  };
  expect(() => stacksOf(named)).toThrow(
    'stack "frontend" takes a value from another stack as variable "backend_zone_id_backend", which is also a parameter; rename the parameter',
  );
});
