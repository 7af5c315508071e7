import { meshArnValue } from '../../core/dataplane/app-mesh/assets/contents';
import { Mesh } from '../../modules/app-mesh/mesh';
import { MeshRole } from '../../modules/app-mesh/mesh-role';
import type { Builder } from './builder';

export const mesh: Builder<'mesh'> = ({ stack, specs }) => {
  const { meshArn } = new Mesh(stack.part('mesh'), 'mesh', {
    spec: specs.mesh,
    protected: stack.site.topology.removalProtection,
  });
  stack.wiring.output(meshArnValue(specs), meshArn);
};

export const meshRole: Builder<'mesh-role'> = ({ stack, built }) => {
  built.role = new MeshRole(stack.part('mesh-role'), 'role').step;
};
