import type { MeshObjectProps } from '../../modules/app-mesh/mesh-object';
import type { TlsReferences } from '../../modules/app-mesh/tls';
import { sharedBefore } from '../substrate/shared-before';
import type { AppMeshStack, GatewaySpec, NodeSpec } from './context';

export function meshObjectOf({ stack, specs }: AppMeshStack): MeshObjectProps {
  const { name, ownerId } = specs.mesh;
  return {
    meshName: name,
    ...(stack.isMember ? { meshOwner: ownerId } : {}),
    after: sharedBefore(stack),
  };
}

/** Nodes and gateways need App Mesh's role, with which App Mesh looks up addresses for them. */
export function meshMemberOf(context: AppMeshStack): MeshObjectProps {
  const object = meshObjectOf(context);
  const { role } = context.built;
  return role === undefined ? object : { ...object, after: [...object.after, role] };
}

/** The certificates and authorities that a party uses, by their keys, as references that are valid in this stack. */
export function tlsReferencesOf(
  { stack }: AppMeshStack,
  { listeners, backends, backendDefaults, envoy }: NodeSpec | GatewaySpec,
): TlsReferences {
  const policies = [backendDefaults, ...backends.map(({ clientPolicy }) => clientPolicy)].flatMap((policy) =>
    policy?.kind === 'tls' ? [policy] : [],
  );
  const validations = listeners.flatMap(({ tls }) =>
    tls.kind === 'mesh' && tls.validation !== undefined ? [tls.validation] : [],
  );
  const certificates = [
    ...listeners.flatMap(({ tls }) => (tls.kind === 'mesh' ? [tls.certificate] : [])),
    ...policies.flatMap(({ certificate }) => certificate ?? []),
    ...envoy.certificates,
  ];
  const authorities = [
    ...[...policies, ...validations].flatMap(({ trust }) =>
      trust.kind === 'private-ca' ? trust.authorities : [],
    ),
    ...envoy.authorities,
  ];
  return {
    certificates: Object.fromEntries(certificates.map((key) => [key, certificateOf(stack, key)])),
    authorities: Object.fromEntries(
      authorities.map((key) => [key, stack.wiring.of({ kind: 'authority-arn', authority: key })]),
    ),
  };
}

function certificateOf(
  { site, spec, built }: AppMeshStack['stack'],
  key: string,
): TlsReferences['certificates'][string] {
  const { source } = site.find.certificate(key, spec.account);
  if (source.kind !== 'issue' && source.kind !== 'public') return source;
  const arn = built.certificates.get(key);
  if (arn === undefined) throw new Error(`stack "${spec.name}" has no certificate "${key}"`);
  return { kind: 'acm', arn };
}
