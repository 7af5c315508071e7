import type { RuleId } from '../../../local/aws/rules';
import { meshName, portMapping, tls } from './blocks';
import { accounts, type Case } from './stage';

/** Something that AWS refuses, and by which rule. */
export type Refused = Case & { readonly rule: RuleId };

const there = { mesh_name: meshName, mesh_owner: accounts.owner };
const dns = { service_discovery: [{ dns: [{ hostname: 'a.internal' }] }] };
const listening = (more: object = {}): object => ({
  ...dns,
  listener: [{ ...portMapping('http'), ...more }],
});
const routed = (virtual_node: string): object => ({
  tcp_route: [{ action: [{ weighted_target: [{ virtual_node, weight: 1 }] }] }],
});
const presenting = (certificate_arn: string): object =>
  listening({ tls: [{ mode: 'STRICT', certificate: [{ acm: [{ certificate_arn }] }] }] });

type Row = readonly [rule: RuleId, as: keyof typeof accounts, type: string, key: string, args: object];
const rows: readonly Row[] = [
  // Nothing of a mesh that is not shared, or not accepted yet.
  ...(['stranger', 'invited'] as const).flatMap((as): readonly Row[] => [
    ['app-mesh/not-shared', as, 'aws_appmesh_virtual_node', `node_${as}`, { spec: [{}] }],
    ['app-mesh/not-shared', as, 'aws_appmesh_virtual_router', `router_${as}`, { spec: [{}] }],
    ['app-mesh/not-shared', as, 'aws_appmesh_virtual_service', `service_${as}`, { spec: [{}] }],
    [
      'app-mesh/not-shared',
      as,
      'aws_appmesh_route',
      `route_${as}`,
      { virtual_router_name: 'router_tcp', spec: [routed('target_tcp')] },
    ],
    [
      'app-mesh/not-shared',
      as,
      'aws_appmesh_virtual_gateway',
      `gateway_${as}`,
      { spec: [{ listener: [portMapping('http')] }] },
    ],
  ]),
  // Of a shared one not the gateways, and not the routers of others.
  [
    'app-mesh/gateways-owner-only',
    'member',
    'aws_appmesh_virtual_gateway',
    'gateway_member',
    { spec: [{ listener: [portMapping('http')] }] },
  ],
  [
    'app-mesh/gateways-owner-only',
    'member',
    'aws_appmesh_gateway_route',
    'gateway_route_member',
    {
      virtual_gateway_name: 'gateway_http',
      spec: [
        {
          http_route: [
            {
              match: [{ prefix: '/' }],
              action: [{ target: [{ virtual_service: [{ virtual_service_name: 'front' }] }] }],
            },
          ],
        },
      ],
    },
  ],
  [
    'app-mesh/route-in-own-router',
    'member',
    'aws_appmesh_route',
    'route_member',
    { virtual_router_name: 'router_tcp', spec: [routed('target_tcp')] },
  ],
  // Certificates of one's own account, and of the region.
  [
    'app-mesh/own-certificate',
    'member',
    'aws_appmesh_virtual_node',
    'node_foreign_certificate',
    { spec: [listening({ tls: [{ mode: 'STRICT', certificate: tls.acm }] })] },
  ],
  [
    'app-mesh/same-region',
    'member',
    'aws_appmesh_virtual_node',
    'node_far_certificate',
    { spec: [presenting(`arn:aws:acm:eu-west-1:${accounts.member}:certificate/a`)] },
  ],
  [
    'app-mesh/same-region',
    'member',
    'aws_appmesh_virtual_node',
    'node_far_authority',
    {
      spec: [
        {
          backend_defaults: [
            {
              client_policy: [
                {
                  tls: [
                    {
                      validation: [
                        {
                          trust: [
                            {
                              acm: [
                                {
                                  certificate_authority_arns: [
                                    `arn:aws:acm-pca:eu-west-1:${accounts.owner}:certificate-authority/a`,
                                  ],
                                },
                              ],
                            },
                          ],
                        },
                      ],
                    },
                  ],
                },
              ],
            },
          ],
        },
      ],
    },
  ],
  // Names that are taken, by whomever, or that lead nowhere.
  ['app-mesh/name-taken', 'member', 'aws_appmesh_virtual_node', 'target_http', { spec: [{}] }],
  ['app-mesh/name-taken', 'member', 'aws_appmesh_virtual_router', 'router_http', { spec: [{}] }],
  ['app-mesh/name-taken', 'member', 'aws_appmesh_virtual_service', 'front', { spec: [{}] }],
  [
    'app-mesh/name-taken',
    'owner',
    'aws_appmesh_virtual_gateway',
    'gateway_http',
    { spec: [{ listener: [portMapping('http')] }] },
  ],
  [
    'app-mesh/target-exists',
    'owner',
    'aws_appmesh_route',
    'route_nowhere',
    { virtual_router_name: 'router_tcp', spec: [routed('nobody')] },
  ],
  [
    'app-mesh/not-found',
    'owner',
    'aws_appmesh_route',
    'route_orphan',
    { virtual_router_name: 'nobody', spec: [routed('target_tcp')] },
  ],
  [
    'app-mesh/provider-exists',
    'owner',
    'aws_appmesh_virtual_service',
    'service_nowhere',
    { spec: [{ provider: [{ virtual_node: [{ virtual_node_name: 'nobody' }] }] }] },
  ],
  // What the documents rule out.
  [
    'app-mesh/listener-needs-discovery',
    'owner',
    'aws_appmesh_virtual_node',
    'node_lost',
    { spec: [{ listener: [portMapping('http')] }] },
  ],
];

export const refusals: readonly Refused[] = [
  ...rows.map(([rule, as, type, key, args]) => ({
    rule,
    as,
    type,
    key,
    args: { ...there, name: key, ...args },
  })),
  {
    rule: 'app-mesh/name-taken',
    type: 'aws_appmesh_mesh',
    key: 'twice',
    args: { name: meshName },
  },
];
