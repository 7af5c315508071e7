import * as z from 'zod';
import { object, region, text, word } from './scalar';

/** S3 User Guide, "General purpose bucket naming rules". */
export const bucketName = text(
  /^(?!\d+(\.\d+){3}$)(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  'a bucket name is 3 to 63 lower-case letters, digits, dots and hyphens; write the name alone, without s3:// and without a path',
);

/** Put before a key: https://developer.hashicorp.com/terraform/language/backend/s3 refuses a slash at either end. */
const prefix = text(
  /^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[^/\s]+(?:\/[^/\s]+)*$/,
  'a prefix has no slash at its ends, no empty parts and no spaces; write it like meshes/dev',
);

const roleArn = text(
  /^arn:aws[a-z-]*:iam::\d{12}:role\/\S+$/,
  'the role of the state is an ARN; write arn:aws:iam::<account>:role/<name>',
);

const kmsKey = text(
  /^(?:arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+|mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
  'a KMS key is an ARN or the id of a key; write arn:aws:kms:<region>:<account>:key/<id>',
);

/** Several rules, each with what to do, for one text. */
const address = text(
  [/^https?:\/\/[^/\s]/, 'an address begins with https:// or http://; write https://<host>/<path>'],
  [
    /^(?!\w+:\/\/[^/]*@)/,
    'an address has no user and no password, which would be in every stack; set TF_HTTP_USERNAME and TF_HTTP_PASSWORD where Terraform runs',
  ],
  [
    /^[^?#\s]*$/,
    'the name of each state is added to the address, so that it has no query, fragment or space; end it with a path',
  ],
);

/** https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/organizations */
const organization = text(
  /^[A-Za-z0-9][\w-]*$/,
  'an organization is letters, digits, - and _; write its name as HCP Terraform shows it',
);

const hostname = text(
  /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?$/,
  'a host name has no https:// and no path; write app.terraform.io',
);

/** https://developer.hashicorp.com/terraform/cloud-docs/projects/manage */
const project = text(
  /^[\w -]{3,40}$/,
  'a project is 3 to 40 letters, digits, spaces, - and _; write its name as HCP Terraform shows it',
);

/** What Terraform's own backend, and CDKTF's, call the table. */
const LOCK_TABLE_ELSEWHERE = { dynamodb_table: 'lockTable', dynamodbTable: 'lockTable' };

export const state = z
  .union([
    word(['local']),
    object({ kind: word(['local']) }),
    object(
      {
        kind: word(['s3']),
        bucket: bucketName,
        region: region.optional().describe("Default: the mesh's region."),
        prefix: prefix.optional().describe('Put before the state key. Default: the name of the mesh.'),
        role: roleArn
          .optional()
          .describe('ARN of the role that reads and writes state, apart from the roles of the accounts.'),
        profile: text().optional(),
        kmsKey: kmsKey.optional().describe('ARN or id of the KMS key that encrypts state.'),
        lockTable: text()
          .optional()
          .describe(
            'Name of a DynamoDB table that exists and also locks state, besides the lock file (Terraform deprecates such tables). Default: the lock file alone.',
          ),
      },
      undefined,
      LOCK_TABLE_ELSEWHERE,
    ),
    object({
      kind: word(['http']),
      address: address.describe(
        'URL before the names of the states, without user and password: TF_HTTP_USERNAME and TF_HTTP_PASSWORD.',
      ),
    }),
    object({
      kind: word(['cloud']),
      organization,
      hostname: hostname.optional().describe('Default: app.terraform.io.'),
      project: project.optional(),
    }),
  ])
  .describe('Where Terraform state lives. Default: local, in .meshspan/state beside the topology.');
