import type { Topology } from '../topology';
import { refers } from './accounts';
import type { Context } from './context';

/** What a topology that adds to an existing mesh cannot ask for, and which accounts a mesh can be shared with. */
export function checkAdopted(context: Context, topology: Topology): void {
  checkSharedWith(context, topology);
  if (!topology.mesh.existing) return;
  const { name, sharedWith } = topology.mesh;
  for (const { key, at, kind } of Object.values(topology.authorities)) {
    if (kind !== 'private-ca') continue;
    context.report(
      'mesh/existing',
      at,
      `mesh "${name}" exists, and authority "${key}" would be created in the account of its owner`,
      "create it where the mesh is created, and give its ARN here: { kind: existing-ca, arn: '…' }",
    );
  }
  if (topology.transitGateway) {
    context.report(
      'mesh/existing',
      ['connect'],
      `mesh "${name}" exists, and the transit gateway would be created in the account of its owner`,
      'write connect: none, and attach the networks to a transit gateway with your own tools',
    );
  }
  if (sharedWith.length > 0) {
    context.report(
      'mesh/existing',
      ['mesh', 'sharedWith'],
      `mesh "${name}" exists, so only the topology that creates it shares it`,
      'drop sharedWith here, and add the accounts to sharedWith there',
    );
  }
  if (topology.state.kind === 's3' && context.hasDefaultPrefix) {
    context.report(
      'state/shared-prefix',
      ['state'],
      `the states of every topology that adds to mesh "${name}" have the prefix "${name}" unless they set another`,
      'add prefix: a name of your own, such as that of your team',
    );
  }
}

function checkSharedWith(context: Context, { mesh, accounts, owner }: Topology): void {
  for (const [index, key] of context.sharedWith.entries()) {
    const at = ['mesh', 'sharedWith', index];
    if (!refers(context, 'account', key, accounts, at) || key !== owner) continue;
    context.report(
      'mesh/shared-with',
      at,
      `"${key}" owns mesh "${mesh.name}", and needs no share of it`,
      `drop "${key}" from sharedWith`,
    );
  }
}

/** Warns that a table locks state: it works, but is no longer needed. */
export function checkLockTable(context: Context, { state }: Topology): void {
  if (state.kind !== 's3' || state.lockTable === undefined) return;
  context.report(
    'state/lock-table',
    ['state', 'lockTable'],
    `state is locked by the DynamoDB table "${state.lockTable}" besides the lock file, and Terraform deprecates such tables`,
    'drop lockTable once nothing older than Terraform 1.10 uses these states: the lock file is enough',
  );
}
