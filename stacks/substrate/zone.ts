import { at } from '../../core/topology';
import { Namespace } from '../../modules/private-zone/namespace';
import { ZoneAssociation } from '../../modules/private-zone/zone-association';
import { ZoneAuthorization } from '../../modules/private-zone/zone-authorization';
import type { Builder } from './builder';

export const namespace: Builder<'namespace'> = (stack) => {
  const { account } = stack.spec;
  const made = new Namespace(stack.part('namespace'), 'namespace', {
    name: at(stack.site.topology.accounts, account).namespace,
    vpcId: stack.wiring.of({ kind: 'vpc-id', account }),
  });
  stack.wiring.output({ kind: 'namespace-id', account }, made.namespaceId);
  stack.wiring.output({ kind: 'zone-id', account }, made.zoneId);
};

export const zoneAuthorization: Builder<'zone-authorization'> = (stack, { caller }) => {
  const { account } = stack.spec;
  const made = new ZoneAuthorization(stack.part(`zone-authorization_${caller}`), 'authorization', {
    zoneId: stack.wiring.of({ kind: 'zone-id', account }),
    vpcId: stack.wiring.of({ kind: 'vpc-id', account: caller }),
  });
  stack.wiring.outputAfter({ kind: 'zone-id', account }, made.step, made.zoneId);
};

export const zoneAssociation: Builder<'zone-association'> = (stack, { callee }) => {
  const { account } = stack.spec;
  new ZoneAssociation(stack.part(`zone-association_${callee}`), 'association', {
    zoneId: stack.wiring.of({ kind: 'zone-id', account: callee }),
    vpcId: stack.wiring.of({ kind: 'vpc-id', account }),
  });
};
