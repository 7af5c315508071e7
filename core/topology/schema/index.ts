import * as z from 'zod';
import { account, cluster, parameter, parameterName } from './account';
import { authority, certificate, store } from './certificate';
import { dataPlaneNames } from '../topology';
import { byKey, key, object, openWord, region, text, texts, word } from './scalar';
import { rotation } from './rotation';
import { images } from './runtime';
import { gateway, service } from './service';
import { state } from './state';
import { ipPreference, workload } from './workload';

const acceptance = object({
  finding: z
    .string()
    .min(1, 'empty text; write the id of a rule')
    .describe('Id of the rule, as findings show it: entry/plaintext.'),
  at: z
    .string()
    .min(1, 'empty text; write a place, or leave the key out')
    .optional()
    .describe(
      'Place of the finding, as it is shown: workloads.ui.calls[0]. Default: wherever the rule finds something.',
    ),
  because: z
    .string()
    .regex(/\S/, 'no reason; say why it is accepted')
    .describe('Why, for the readers of the check.'),
}).meta({
  id: 'acceptance',
  description: 'A warning that is known and stays; an error cannot be accepted.',
});

/** What a person writes, before any default is filled in. The one source of types, JSON Schema and messages. */
export const topologySchema = object({
  $schema: z.string().optional().describe('Where an editor finds the JSON Schema; not read.'),
  mesh: z
    .union([
      text(),
      object({
        name: text(),
        egress: openWord(['DROP_ALL', 'ALLOW_ALL']).optional().describe('Default: DROP_ALL.'),
        ipPreference: ipPreference.optional(),
        existing: z
          .boolean()
          .optional()
          .describe(
            'The mesh already exists: somebody else created it and shared it. Nothing of the mesh itself, no share and no authority is created; egress and ipPreference only describe it. Default: false.',
          ),
        sharedWith: z
          .array(key)
          .optional()
          .describe(
            'Accounts with which the mesh and the authorities are shared although nothing of this topology is in them: other topologies add to the mesh there (existing: true).',
          ),
      }),
    ])
    .describe('Name of the mesh.'),
  environment: text(
    /^[a-z]([a-z0-9-]{0,30}[a-z0-9])?$/,
    'an environment is a lower-case letter, then letters, digits and hyphens, at most 32; write one like dev',
  )
    .optional()
    .describe(
      'Which of several deployments of this mesh this is, such as dev: part of the names of its states, and the tag meshspan:environment. --environment takes precedence. Default: the only one.',
    ),
  region: region.describe('AWS region of everything.'),
  owner: key.optional().describe('Account that owns mesh and authorities. Default: the only account.'),
  dataPlane: word(dataPlaneNames)
    .optional()
    .describe(
      'What carries the traffic. service-connect and lattice are reserved, and refused by this version. Default: envoy.',
    ),
  acceptEnded: z
    .boolean()
    .optional()
    .describe(
      'AWS ended App Mesh on 2026-09-30: without this, deploy to AWS is refused, and there is a warning. Default: false.',
    ),
  accept: z
    .array(acceptance)
    .optional()
    .describe(
      'Warnings that are accepted: they are reported separately, and no command fails because of them.',
    ),
  acceptLosses: z
    .array(z.string())
    .optional()
    .describe(
      'Features that may be lost on the data plane, by the names of docs/data-planes.md: discovery.attributes. Any other loss is an error.',
    ),
  defaults: word(['secure', 'api'])
    .optional()
    .describe("What absence means: secure settings, or the App Mesh API's own. Default: secure."),
  state: state.optional(),
  connect: z
    .union([
      word(['peering', 'transit-gateway', 'none']),
      object({
        with: word(['peering', 'none']).describe('What joins them from now on.'),
        leaving: word(['transit-gateway']).describe(
          'What joined them until now: it stays, with its shares, until every network has left it. Drop this in the deploy after that.',
        ),
      }),
    ])
    .optional()
    .describe('How the networks of the accounts reach each other. Default: peering.'),
  transport: word(['outputs', 'variables'])
    .optional()
    .describe('How a value reaches another stack. Default: outputs.'),
  removalProtection: z
    .boolean()
    .optional()
    .describe(
      'Terraform refuses to destroy mesh, authorities, shares, and file systems whose files others write. Default: true.',
    ),
  expectCallees: z
    .boolean()
    .optional()
    .describe(
      "Callers whose stack comes after their callee's compare its outputs before they are deployed. Default: true.",
    ),
  tags: texts.optional().describe('On everything that may be tagged.'),
  images: images.optional(),
  parameters: z.record(parameterName, parameter).optional(),
  accounts: byKey(account),
  clusters: byKey(cluster).optional(),
  authority: authority.optional().describe('The only authority; the same as authorities: { root: … }.'),
  authorities: byKey(authority).optional(),
  rotation: rotation.optional(),
  certificates: byKey(certificate).optional(),
  stores: byKey(store).optional(),
  workloads: byKey(workload).optional(),
  services: byKey(service).optional(),
  gateways: byKey(gateway).optional(),
}).meta({
  title: 'meshspan topology',
  description: 'One mesh over several AWS accounts: accounts, workloads, who calls whom, certificates.',
});

/** The topology as people write it. */
export type WrittenTopology = z.input<typeof topologySchema>;
export type Written<
  K extends 'workloads' | 'services' | 'gateways' | 'accounts' | 'certificates' | 'authorities' | 'stores',
> = NonNullable<WrittenTopology[K]>[string];

/** JSON Schema (draft 2020-12) of a topology file, for editors. */
export const topologyJsonSchema = (): unknown =>
  z.toJSONSchema(topologySchema, {
    io: 'input',
    target: 'draft-2020-12',
    // The largest number that JavaScript counts to is no limit of a topology.
    override: ({ jsonSchema }) => {
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });

export { fieldsOf } from './fields';
export { RETRY_EVENTS } from './service';
export { BUILDERS, referenceOf } from './reference';
