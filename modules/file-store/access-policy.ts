export interface AccessPolicyProps {
  readonly fileSystemArn: string;
  readonly accessPointArn: string;
  /** The account itself as a principal: its own policies decide as well. */
  readonly accountArn: string;
  /** ARNs of the roles that may mount it to read, where `writerArn` is known. */
  readonly readerArns: readonly string[];
  /** ARN of the only role that may write. Absent: somebody else writes, and the policies of the account say who does what. */
  readonly writerArn?: string;
}

const MOUNT = 'elasticfilesystem:ClientMount';
const WRITE = 'elasticfilesystem:ClientWrite';
const ROOT = 'elasticfilesystem:ClientRootAccess';

/**
 * Who may mount a file system, as EFS takes it ("Using IAM to control file system data access"). With it the default is
 * gone by which every client in the network may do everything. Roles are compared by their ARNs, and are not principals:
 * EFS refuses a principal that does not exist yet, and forgets one that is created again.
 */
export function accessPolicy(props: AccessPolicyProps): string {
  const { fileSystemArn, accessPointArn, accountArn, readerArns, writerArn } = props;
  const statement = (Sid: string, rest: object) => ({ Sid, Resource: fileSystemArn, ...rest });
  const allow = (sid: string, Action: readonly string[], condition: object = {}) =>
    statement(sid, {
      Effect: 'Allow',
      Principal: { AWS: accountArn },
      Action,
      Condition: { StringEquals: { 'elasticfilesystem:AccessPointArn': accessPointArn }, ...condition },
    });
  const deny = (sid: string, Action: readonly string[], Condition: object) =>
    statement(sid, { Effect: 'Deny', Principal: { AWS: '*' }, Action, Condition });
  const whose = 'aws:PrincipalArn';
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      allow('Mount', [MOUNT]),
      ...(writerArn === undefined
        ? []
        : [
            allow('Write', [WRITE], { ArnEquals: { [whose]: writerArn } }),
            deny('OthersDoNotMount', [MOUNT], { ArnNotEquals: { [whose]: [...readerArns, writerArn] } }),
            deny('OthersDoNotWrite', [WRITE, ROOT], { ArnNotEquals: { [whose]: writerArn } }),
          ]),
      deny('OnlyThroughItsAccessPoint', [MOUNT, WRITE, ROOT], {
        StringNotEquals: { 'elasticfilesystem:AccessPointArn': accessPointArn },
      }),
      deny('OnlyEncryptedInTransit', [MOUNT, WRITE, ROOT], { Bool: { 'aws:SecureTransport': 'false' } }),
    ],
  });
}
