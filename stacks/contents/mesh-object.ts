import type { ITerraformDependable, Precondition } from 'cdktf';
import type { MeshObjectProps } from '../../modules/app-mesh/mesh-object';
import type { TlsReferences } from '../../modules/app-mesh/tls';
import { at } from '../../core/topology';
import type { MeshStack } from '../mesh-stack';
import { quoted } from '../text';

/** What lets a member use what the owner shares: the owner needs nothing. */
export function sharedBefore({ made }: MeshStack): readonly ITerraformDependable[] {
  return made.shareAcceptance === undefined ? [] : [made.shareAcceptance];
}

export function meshObjectOf(stack: MeshStack): MeshObjectProps {
  const { name, ownerId } = stack.site.lowered.mesh;
  return {
    meshName: name,
    ...(stack.isMember ? { meshOwner: ownerId } : {}),
    after: sharedBefore(stack),
  };
}

/** Nodes and gateways need App Mesh's role, which looks up addresses for them. */
export function meshMemberOf(stack: MeshStack): MeshObjectProps {
  const object = meshObjectOf(stack);
  const role = stack.made.meshRole;
  return role === undefined ? object : { ...object, after: [...object.after, role] };
}

/** Certificates and authorities by their keys, as this stack may refer to them. */
export function tlsReferencesOf(stack: MeshStack): TlsReferences {
  const { certificates, authorities } = stack.site.lowered;
  return {
    certificates: lazily(
      certificates.map(({ key, source }) => [
        key,
        () => (source.kind === 'issue' ? { kind: 'acm', arn: certificateArnOf(stack, key) } : source),
      ]),
    ),
    authorities: lazily(
      authorities.map(({ key }) => [key, () => stack.wiring.of({ kind: 'authority-arn', authority: key })]),
    ),
  };
}

/** A record whose values are made when they are read: a stack needs, and knows, only some of them. */
const lazily = <T>(entries: readonly (readonly [string, () => T])[]): Readonly<Record<string, T>> =>
  Object.defineProperties(
    {},
    Object.fromEntries(entries.map(([key, get]) => [key, { enumerable: true, get }])),
  );

function certificateArnOf(stack: MeshStack, key: string): string {
  const arn = stack.made.certificates.get(key);
  if (arn === undefined) throw new Error(`stack "${stack.spec.name}" has no certificate "${key}"`);
  return arn;
}

/** Conditions on whoever calls these services: each callee must be what was derived, where its stack has told. */
export function expectedCallees(
  stack: MeshStack,
  caller: string,
  services: readonly string[],
): readonly Precondition[] {
  return stack.spec.inputs.flatMap((wire) => {
    const { from, output, kind, value, literal } = wire;
    if (kind !== 'confirmed' || literal === undefined || !('service' in value)) return [];
    if (!services.includes(value.service)) return [];
    const name = at(stack.site.topology.services, value.service).key;
    const told = stack.wiring.received(wire);
    return [
      {
        condition: `\${${told} == ${quoted(literal)}}`,
        errorMessage:
          `"${caller}" calls "${name}", which stack "${from}" should have made as ${literal}, ` +
          `but ${output} is \${${told} == "" ? "not told" : ${told}}; ` +
          `apply "${from}" first, from the same topology, or set expectCallees to false`,
      },
    ];
  });
}
