import { counted } from '../base/text';
import {
  MOST_LEVELS_BELOW,
  openParametersOf,
  pathLengthsOf,
  partitionOf,
  type Authority,
  type Hit,
  type Topology,
} from '../topology';
import { arnOf } from './arn';
import { accountIdOf } from './live';

type Created = Extract<Authority, { readonly kind: 'private-ca' }>;

/** The subordinate authorities that are created, each with what signs it. */
const signedOf = ({ authorities }: Topology): readonly (readonly [Created, Authority])[] =>
  Object.values(authorities).flatMap((authority) => {
    if (authority.kind !== 'private-ca' || authority.parent === undefined) return [];
    const parent = Object.hasOwn(authorities, authority.parent) ? authorities[authority.parent] : undefined;
    return parent === undefined ? [] : [[authority, parent] as const];
  });

/** Parents that cannot sign, or of which is not known how. */
export const signerHits = (topology: Topology): readonly Hit[] =>
  signedOf(topology).flatMap(([{ key, at }, parent]): readonly Hit[] => {
    if (parent.kind === 'file')
      return [
        {
          at: [...at, 'parent'],
          summary: `authority "${key}" is to be signed by "${parent.key}", which is known only by its chain file: only AWS Private CA signs without a person`,
          fix: `have the company sign it (AWS Private CA user guide, "externally signed"), and name it: ${key}: { kind: existing-ca, arn: arn:aws:acm-pca:…, level: subordinate, parent: ${parent.key} }`,
        },
      ];
    if (parent.kind === 'existing-ca' && parent.keyAlgorithm === undefined)
      return [
        {
          at: parent.at,
          summary: `authority "${parent.key}" exists and signs "${key}", and how depends on the algorithm of its key, which is not stated`,
          fix: `add keyAlgorithm to "${parent.key}", such as RSA_2048: aws acm-pca describe-certificate-authority --certificate-authority-arn ${parent.arn} --query CertificateAuthority.CertificateAuthorityConfiguration.KeyAlgorithm`,
        },
      ];
    return [];
  });

/** Parents in another account, which the owner may not have sign an authority. */
export const foreignSignerHits = (topology: Topology): readonly Hit[] => {
  const owner = accountIdOf(topology, topology.owner);
  const lengths = pathLengthsOf(topology.authorities);
  return signedOf(topology).flatMap(([{ key, at }, parent]): readonly Hit[] => {
    const holder = parent.kind === 'existing-ca' ? arnOf(parent.arn)?.account : undefined;
    if (parent.kind !== 'existing-ca' || holder === undefined || holder === owner) return [];
    if (openParametersOf(owner).length > 0) return [];
    const length = lengths.get(key) ?? 0;
    if (length === 0 && parent.shared) return [];
    const summary = `authority "${key}" is created in ${owner} and is to be signed by "${parent.key}" of account ${holder}`;
    return [
      length === 0
        ? {
            at: [...at, 'parent'],
            summary: `${summary}, which nothing lets ${owner} do`,
            fix: `in ${holder}: aws ram create-resource-share --name ${parent.key} --resource-arns ${parent.arn} --principals ${owner} --permission-arns arn:${partitionOf(topology.region)}:ram::aws:permission/${SIGNING_PERMISSION}; accept it in ${owner}, and write shared: true at "${parent.key}"`,
          }
        : {
            at: [...at, 'parent'],
            summary: `${summary}, and has ${counted(length, 'level')} of authorities below it: RAM lets another account have only the lowest level signed`,
            fix: `create it in ${holder}, and name it: ${key}: { kind: existing-ca, arn: arn:aws:acm-pca:…, level: subordinate, parent: ${parent.key}, keyAlgorithm: RSA_2048 }`,
          },
    ];
  });
};

/** The managed permission with which another account has an authority signed that signs none itself. */
const SIGNING_PERMISSION = 'AWSRAMSubordinateCACertificatePathLen0IssuanceCertificateAuthority';

/** Levels of authorities that AWS does not allow, or that another one does not leave room for. */
export const pathLengthHits = ({ authorities }: Topology): readonly Hit[] => {
  const lengths = pathLengthsOf(authorities);
  return Object.values(authorities).flatMap((authority): readonly Hit[] => {
    if (authority.kind !== 'private-ca') return [];
    const { key, at, level, pathLength } = authority;
    const length = lengths.get(key) ?? 0;
    if (level === 'root')
      return pathLength === undefined
        ? []
        : [
            {
              at: [...at, 'pathLength'],
              summary: `authority "${key}" is a root, which AWS Private CA limits in no length`,
              fix: `drop pathLength at "${key}"`,
            },
          ];
    if (length > MOST_LEVELS_BELOW)
      return [
        {
          at,
          summary: `authority "${key}" would have ${counted(length, 'level')} of authorities below it, and AWS Private CA allows ${MOST_LEVELS_BELOW}`,
          fix: `have an authority below "${key}" signed by one above it (parent), or lower pathLength there`,
        },
      ];
    if (pathLength !== undefined && pathLength < length)
      return [
        {
          at: [...at, 'pathLength'],
          summary: `authority "${key}" may have ${counted(pathLength, 'level')} of authorities below it, and the topology has ${length}`,
          fix: `pathLength: ${length}, or drop it`,
        },
      ];
    return [];
  });
};
