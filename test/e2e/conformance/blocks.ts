import type { Case } from './stage';
import { accounts } from './stage';

/** The mesh in which everything is made. */
export const meshName = 'conformance';
export const inMesh = { mesh_name: '${aws_appmesh_mesh.main.name}' };
/** The same for a consumer, who needs to have accepted the share. */
export const inSharedMesh = {
  ...inMesh,
  mesh_owner: accounts.owner,
  depends_on: ['aws_ram_resource_share_accepter.member'],
};

export const tls = {
  acm: [{ acm: [{ certificate_arn: `arn:aws:acm:us-west-2:${accounts.owner}:certificate/0a1b` }] }],
  file: [{ file: [{ certificate_chain: '/keys/chain.pem', private_key: '/keys/key.pem' }] }],
  sds: [{ sds: [{ secret_name: 'secret' }] }],
};
const authority = (name: string): string =>
  `arn:aws:acm-pca:us-west-2:${accounts.owner}:certificate-authority/${name}`;
export const trust = {
  acm: [{ acm: [{ certificate_authority_arns: [authority('a')] }] }],
  threeAuthorities: [{ acm: [{ certificate_authority_arns: ['a', 'b', 'c'].map(authority) }] }],
  file: [{ file: [{ certificate_chain: '/trust/chain.pem' }] }],
  sds: [{ sds: [{ secret_name: 'bundle' }] }],
};
export const names = (...exact: readonly string[]): object => ({
  subject_alternative_names: [{ match: [{ exact }] }],
});
export const seconds = (value: number): readonly object[] => [{ unit: 's', value }];
export const millis = (value: number): readonly object[] => [{ unit: 'ms', value }];

export const clientPolicy = (
  more: object,
  trusted: readonly object[] = trust.acm,
  san: object = {},
): object => ({
  client_policy: [{ tls: [{ ...more, validation: [{ trust: trusted, ...san }] }] }],
});

export const portMapping = (protocol: string, port = 8080): object => ({
  port_mapping: [{ port, protocol }],
});
export const healthCheck = (protocol: string, more: object = {}): object => ({
  health_check: [
    {
      protocol,
      healthy_threshold: 2,
      unhealthy_threshold: 3,
      interval_millis: 5000,
      timeout_millis: 2000,
      ...more,
    },
  ],
});

export const logging = (path: string, format: object = {}): object => ({
  logging: [{ access_log: [{ file: [{ path, ...format }] }] }],
});

/** Cases of one type, from rows of key, spec, and what the spec changes to. */
export type Row = readonly [key: string, spec: object, changed?: object];

export const casesOf = (type: string, parent: string, more: object, rows: readonly Row[]): readonly Case[] =>
  rows.map(([key, spec, changed]) => ({
    type,
    key,
    id: `${meshName}/${parent === '' ? '' : `${parent}/`}${key}`,
    args: { ...inMesh, ...more, name: key, spec: [spec] },
    ...(changed === undefined ? {} : { changed: { spec: [changed] } }),
  }));
