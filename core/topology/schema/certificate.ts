import * as z from 'zod';
import { bucketName } from './state';
import { inOneLine } from './control-characters';
import { flag, key, object, oneOrMore, port, text, texts, whole, word } from './scalar';

const keyAlgorithm = word(['RSA_2048', 'RSA_4096', 'EC_prime256v1', 'EC_secp384r1']);

const place = {
  level: word(['root', 'subordinate']).optional().describe('Default: root.'),
  parent: key.optional().describe('Authority that signs it; only for a subordinate.'),
};

export const authority = z
  .union([
    object({
      kind: word(['private-ca']),
      ...place,
      commonName: text(),
      organization: text().optional(),
      organizationalUnit: text().optional(),
      country: text().optional(),
      state: text().optional(),
      locality: text().optional(),
      keyAlgorithm: keyAlgorithm.optional().describe('Default: RSA_2048.'),
      validityYears: whole(1, 100)
        .optional()
        .describe(
          'At least 2 where ACM issues from it, and fewer than those of its parent. Default: 10; 5 for a subordinate.',
        ),
      usageMode: word(['GENERAL_PURPOSE', 'SHORT_LIVED_CERTIFICATE'])
        .optional()
        .describe('Default: GENERAL_PURPOSE; ACM issues nothing from a short-lived one.'),
      pathLength: z
        .int('expected a whole number from 0 to 3')
        .min(0, 'expected a whole number from 0 to 3')
        .max(3, 'expected a whole number from 0 to 3')
        .optional()
        .describe(
          'Levels of authorities that may be below it, where others sign from it; only for a subordinate. Default: those of the topology.',
        ),
      ocsp: flag
        .optional()
        .describe('Runs OCSP, which answers whether a certificate was revoked. Default: true.'),
      crl: object({
        days: whole(1, 5000).optional().describe('For which one list is valid. Default: 7.'),
        bucket: bucketName
          .optional()
          .describe(
            'An S3 bucket that exists, whose policy lets AWS Private CA write there. Default: one is created.',
          ),
        public: z
          .boolean()
          .optional()
          .describe(
            'Whether everybody may read the lists in the bucket that is created: their address is in each certificate. Default: false.',
          ),
      })
        .optional()
        .describe('AWS writes a list of revoked certificates. Default: none.'),
      tags: texts.optional().describe('Besides the tags of the topology and of its account.'),
      deletionDays: whole(7, 30)
        .optional()
        .describe('Days in which a deleted authority can be restored. Default: 7.'),
    }),
    object({
      kind: word(['existing-ca']),
      arn: text(),
      keyAlgorithm: keyAlgorithm
        .optional()
        .describe('Of its key; needed where it signs an authority that is created. Default: unknown.'),
      shared: z
        .boolean()
        .optional()
        .describe(
          'The accounts that use it already have it, by a share that somebody else created. Default: false; true where mesh.existing.',
        ),
      ...place,
    }),
    object({
      kind: word(['development']),
      keysInState: z
        .boolean()
        .optional()
        .describe(
          'Has to be true: that the keys of the authority and of its certificates are in the states of Terraform is accepted.',
        ),
      commonName: text(),
      organization: text().optional(),
      keyAlgorithm: keyAlgorithm.optional().describe('Default: EC_prime256v1.'),
      days: z
        .int('expected a whole number from 1 to 3650')
        .min(1, 'expected a whole number from 1 to 3650')
        .max(3650, 'expected a whole number from 1 to 3650')
        .optional()
        .describe(
          'For which its own certificate is valid; those that it signs are for 90 days at most. Default: 365.',
        ),
    }),
    object({
      kind: word(['file']),
      chain: text(),
      ...place,
      public: z.boolean().optional().describe('A bundle of public authorities. Default: false.'),
    }),
  ])
  .meta({
    id: 'authority',
    description: 'Who signs certificates (AWS Private CA), or whose chain file is trusted.',
  });

const facts = object({
  issuer: key.optional().describe('Authority that signed it.'),
  names: z.array(text()).optional().describe('DNS names and URIs in it.'),
  usages: z.array(word(['server', 'client'])).optional(),
  validity: object({
    from: text().optional().describe('Default: already valid.'),
    until: text()
      .optional()
      .describe('A date without a time includes that day. Default: unknown, which is undecided.'),
  })
    .optional()
    .describe('ISO 8601, 2027-01-31 or 2027-01-31T12:00:00Z. Default: not judged.'),
  chain: z
    .array(key)
    .optional()
    .describe(
      'Authorities whose own certificates are sent with it, in its chain file or secret. Default: unknown; ACM delivers the whole chain.',
    ),
}).describe(
  'What is known about a certificate that meshspan does not create; unknown facts make a verdict undecided.',
);

/** What is known about a certificate, stated or read from it. */
const known = {
  facts: facts.optional(),
  pem: z
    .string()
    .optional()
    .describe(
      'What its chain file contains (PEM): names, usages, validity and chain are read from it when the file is loaded.',
    ),
  pemFile: z
    .string()
    .check(inOneLine)
    .optional()
    .describe('Path of the same (PEM), relative to the topology file.'),
};

export const certificate = z
  .union([
    object({
      kind: word(['issued']),
      authority: key.optional().describe('Default: the only authority, or the one called "root".'),
      names: z
        .array(text())
        .min(1, 'at least one name; write one, or leave the key out')
        .optional()
        .describe('Default: the discovery names of the workloads that present it.'),
      keyAlgorithm: keyAlgorithm.optional().describe('Default: RSA_2048.'),
      tags: texts.optional().describe('Besides the tags of the topology and of its account.'),
    }),
    object({
      kind: word(['public']),
      names: z
        .array(text())
        .min(1, 'at least one name; write one')
        .describe('DNS names that callers from outside use; a wildcard is one label.'),
      zone: text(
        /^[A-Z0-9]{1,32}$/,
        'the id of a hosted zone is capital letters and digits, as Route 53 gives it; write one like Z0123456789ABCDEFGHIJ',
      )
        .optional()
        .describe(
          'Id of the public hosted zone, in the same account, in which ACM finds that the names are yours. Default: that of the records of the load balancers that present it.',
        ),
      tags: texts.optional().describe('Besides the tags of the topology and of its account.'),
    }),
    object({ kind: word(['acm']), arn: text(), ...known }),
    object({
      kind: word(['file']),
      chain: text(),
      privateKey: text(),
      store: key.optional(),
      ...known,
    }),
    object({ kind: word(['sds']), secret: text(), ...known }),
  ])
  .meta({ id: 'certificate', description: 'What a listener or a caller presents.' });

const secretArn = text(
  /^arn:[^:]+:secretsmanager:[a-z0-9-]+:\d{12}:secret:\S+$/,
  'the ARN of a secret is needed; write arn:aws:secretsmanager:<region>:<account>:secret:<name>-<suffix>',
);

const secretsByFile = z
  .record(
    z
      .string()
      .regex(
        /^[A-Za-z0-9_][A-Za-z0-9._-]*$/,
        'a file name is letters, digits, ".", "_" and "-"; write one like tls.crt',
      ),
    secretArn,
  )
  .describe(
    'ARNs of secrets by the names of the files that get their texts: { tls.crt: arn:…, tls.key: arn:… }.',
  );

export const store = object({
  kind: word(['task-volume', 'efs', 'secrets-manager', 'kubernetes-secret']),
  mountPath: text(
    /^(?:\/[A-Za-z0-9._-]+)+$/,
    'a mount path is a folder in a container, without a "/" at its end; write one like /certs',
  )
    .optional()
    .describe('Folder in which proxies and applications find the files. Default: /certs.'),
  fileSystem: text(
    /^fs-[0-9a-f]+$/,
    'the id of a file system starts with "fs-"; write one like fs-0123456789abcdef0',
  )
    .optional()
    .describe('Id of an EFS file system that exists; only for efs. Default: created, encrypted.'),
  accessPoint: text(
    /^fsap-[0-9a-f]+$/,
    'the id of an access point starts with "fsap-"; write one like fsap-0123456789abcdef0',
  )
    .optional()
    .describe('Id of an access point that exists, of that file system. Default: created.'),
  files: secretsByFile
    .optional()
    .describe(
      'For secrets-manager: ARNs of secrets by file names. For efs: what a task of its own copies there and keeps up to date. Default for efs: somebody else writes them.',
    ),
  secret: text().optional().describe('Name of the secret; only for kubernetes-secret.'),
  authority: key
    .optional()
    .describe(
      'For kubernetes-secret: cert-manager has this authority (AWS Private CA) issue the certificate in it, and renews it. Default: somebody else writes the secret.',
    ),
  names: z
    .array(text())
    .min(1, 'at least one name; write one')
    .optional()
    .describe('DNS names of the certificate that cert-manager has issued; only with authority.'),
}).meta({ id: 'store', description: 'Where certificate files come from.' });

export const trust = z
  .union([
    object({ kind: word(['private-ca']), authorities: oneOrMore(key) }),
    object({ kind: word(['file']), chain: text().optional(), authorities: oneOrMore(key).optional() }),
    object({ kind: word(['sds']), secret: text(), authorities: oneOrMore(key).optional() }),
  ])
  .meta({ id: 'trust', description: 'What a side trusts: private CAs, a chain file, or a secret.' });

export const clientPolicy = z
  .union([
    word(['none']),
    object({
      enforce: flag.optional().describe('Refuse a server that offers no TLS. Default: true.'),
      ports: z.array(port).optional().describe('Ports that the policy covers. Default: all.'),
      trust: trust.optional().describe('Default: the authority that signed what the server presents.'),
      names: z
        .array(text())
        .optional()
        .describe(
          'Names of which the certificate must carry one. Default: the discovery names of the servers.',
        ),
      certificate: key.optional().describe('Certificate to present when the server asks for one.'),
    }),
  ])
  .meta({
    id: 'client-policy',
    description: 'What a caller requires of TLS; "none" requires nothing, and overrides the default.',
  });
