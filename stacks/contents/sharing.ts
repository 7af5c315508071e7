import { at } from '../../core/topology';
import { partitionOf } from '../../core/topology/partition';
import { CertificateAuthority } from '../../modules/certificate-authority/certificate-authority';
import { Mesh } from '../../modules/app-mesh/mesh';
import { MeshRole } from '../../modules/app-mesh/mesh-role';
import { ResourceShare } from '../../modules/resource-share/resource-share';
import { ShareAcceptance } from '../../modules/resource-share/share-acceptance';
import type { MeshStack } from '../mesh-stack';
import type { Builder } from '../walk';
import { transitGatewayOf } from './transit-gateway';

export const authority: Builder<'authority'> = (stack, { authority: key }) => {
  const { topology, lowered } = stack.site;
  const spec = lowered.authorities.find((each) => each.key === key);
  if (spec?.kind !== 'private-ca') throw new Error(`authority "${key}" is not meshspan's to make`);
  const made = new CertificateAuthority(stack.part(`authority_${key}`), 'authority', {
    ...spec,
    accountId: at(topology.accounts, stack.spec.account).id,
    partition: partitionOf(topology.region),
    protected: topology.removalProtection,
  });
  stack.wiring.tell({ kind: 'authority-arn', authority: key }, made.authorityArn);
};

export const mesh: Builder<'mesh'> = (stack) => {
  meshOf(stack);
};

function meshOf(stack: MeshStack): Mesh {
  stack.made.mesh ??= new Mesh(stack.part('mesh'), 'mesh', {
    spec: stack.site.lowered.mesh,
    protected: stack.site.topology.removalProtection,
  });
  return stack.made.mesh;
}

export const share: Builder<'share'> = (stack, { member, mesh: withMesh, authorities, transitGateway }) => {
  const { topology } = stack.site;
  const { id, principal } = at(topology.accounts, member);
  const made = new ResourceShare(stack.part(`share_${member}`), 'share', {
    name: `${topology.mesh.name}-${member}`,
    principal: id,
    external: principal === 'invitation',
    resources: {
      ...(withMesh ? { mesh: meshOf(stack).meshArn } : {}),
      ...Object.fromEntries(
        authorities.map((key) => [
          `authority-${key}`,
          stack.wiring.of({ kind: 'authority-arn', authority: key }),
        ]),
      ),
      ...(transitGateway ? { 'transit-gateway': transitGatewayOf(stack).gatewayArn } : {}),
    },
    protected: topology.removalProtection,
  });
  stack.wiring.tell({ kind: 'share-arn', member }, made.shareArn);
  // A member sees the gateway once it has its share.
  if (transitGateway) stack.wiring.tellAfter({ kind: 'transit-gateway-id' }, made.step);
};

export const shareAcceptance: Builder<'share-acceptance'> = (stack) => {
  const shareArn = stack.wiring.of({ kind: 'share-arn', member: stack.spec.account });
  const part = stack.part('share-acceptance');
  stack.made.shareAcceptance = new ShareAcceptance(part, 'acceptance', { shareArn }).step;
};

export const meshRole: Builder<'mesh-role'> = (stack) => {
  stack.made.meshRole = new MeshRole(stack.part('mesh-role'), 'role').step;
};
