import { createPrivateKey, X509Certificate } from 'node:crypto';
import { parsedJson } from '../../../core/base/json';
import { defined } from '../../../core/base/properties';
import type { Call } from '../call';
import { listField, objectField, textField, type Fields } from '../json-protocol';
import { refusal, type Refusal } from '../rules';
import type { World } from '../world';
import { isSigningAlgorithm, signingAlgorithms } from '../../x509/keys';
import { requestFrom } from '../../x509/request';
import { spkiOf } from '../../x509/certificate';
import { newAuthority, withoutNothing } from './authorities';
import { authoritiesPart, type Authority } from './authority';
import { chainOf, issue } from './issue';
import { tagList, tagsOf } from './tags';
import { templateName, templateOf } from './templates';
import { validityOf } from './validity';

/** One operation on one authority. What it returns is the answer. */
export type Operation = (authority: Authority, asked: Fields, now: number) => Fields;

/** Makes an authority and tells its ARN. */
export async function createCertificateAuthority(world: World, asked: Fields, call: Call): Promise<Fields> {
  const made = await newAuthority(call, asked, world.now());
  world.part(authoritiesPart)[made.arn] = made;
  return { CertificateAuthorityArn: made.arn };
}

/** The caller's own authorities. */
export function listCertificateAuthorities(world: World, { caller, region }: Call): Fields {
  const own = Object.values(world.part(authoritiesPart)).filter(
    (authority) => authority.account === caller.account && authority.region === region,
  );
  return { CertificateAuthorities: own.map(described) };
}

/** The operations that name an authority. */
export const operations: Readonly<Record<string, Operation>> = {
  DescribeCertificateAuthority: (authority) => ({ CertificateAuthority: described(authority) }),
  GetCertificateAuthorityCsr: (authority) => ({ Csr: authority.request }),
  GetCertificateAuthorityCertificate(authority) {
    // A disabled authority answers, too: a stack must be able to refresh and destroy it.
    if (authority.certificate === undefined) throw refusal('acm-pca/no-certificate', authority.arn);
    return {
      Certificate: authority.certificate,
      ...defined({ CertificateChain: authority.chain }),
    };
  },
  ImportCertificateAuthorityCertificate: importCertificate,
  IssueCertificate(authority, asked) {
    const request = requestFrom(pemField(asked, 'Csr'));
    if (request === undefined) throw refusal('acm-pca/request', 'Csr');
    const name = templateName(textField(asked, 'TemplateArn'));
    const template = templateOf(name);
    if (template === undefined || asked['ApiPassthrough'] !== undefined) {
      throw refusal('acm-pca/arguments', `template ${name}, or ApiPassthrough`);
    }
    const algorithm = textField(asked, 'SigningAlgorithm');
    if (!isSigningAlgorithm(algorithm) || familyOf(algorithm) !== familyOf(authority.algorithm))
      throw refusal('acm-pca/arguments', `SigningAlgorithm ${String(algorithm)}`);
    const { arn } = issue(authority, { request, template, algorithm, ...validityOf(asked) });
    return { CertificateArn: arn };
  },
  GetCertificate(authority, asked) {
    const arn = textField(asked, 'CertificateArn') ?? '';
    const found = Object.hasOwn(authority.issued, arn) ? authority.issued[arn] : undefined;
    if (found === undefined) throw notFound(`certificate ${arn}`);
    const chain = chainOf(authority);
    // The first certificate of a root is its own: nothing is above it.
    return {
      Certificate: found.pem,
      ...(chain === undefined || chain === found.pem ? {} : { CertificateChain: chain }),
    };
  },
  RevokeCertificate(authority, asked) {
    const found = Object.values(authority.issued).find(({ serial }) =>
      sameSerial(serial, asked['CertificateSerial']),
    );
    if (found === undefined) throw notFound(`certificate with serial ${String(asked['CertificateSerial'])}`);
    if (found.pem === authority.certificate) throw refusal('acm-pca/self-signed', found.arn);
    if (found.revoked) throw refusal('acm-pca/revoked', found.arn);
    found.revoked = true;
    return {};
  },
  UpdateCertificateAuthority(authority, asked, now) {
    const status = textField(asked, 'Status');
    if (status !== undefined) switchTo(authority, status, now);
    if (asked['RevocationConfiguration'] !== undefined)
      authority.revocation = withoutNothing(objectField(asked, 'RevocationConfiguration'));
    return {};
  },
  DeleteCertificateAuthority(authority, asked, now) {
    if (authority.status === 'ACTIVE') throw refusal('acm-pca/delete-active', authority.arn);
    if (authority.status === 'DELETED') throw wrongState(authority);
    const days = asked['PermanentDeletionTimeInDays'] ?? 30;
    if (typeof days !== 'number' || days < 7 || days > 30)
      throw refusal('acm-pca/malformed', `PermanentDeletionTimeInDays ${JSON.stringify(days)}`);
    change(authority, 'DELETED', now);
    authority.restorableUntil = now + days * 86_400;
    return {};
  },
  RestoreCertificateAuthority(authority, _, now) {
    if (authority.status !== 'DELETED') throw wrongState(authority);
    change(authority, authority.certificate === undefined ? 'PENDING_CERTIFICATE' : 'DISABLED', now);
    delete authority.restorableUntil;
    return {};
  },
  CreatePermission(authority, asked, now) {
    const principal = textField(asked, 'Principal') ?? '';
    if (authority.permissions.some((one) => one.principal === principal))
      throw refusal('acm-pca/permission-exists', principal);
    const sourceAccount = textField(asked, 'SourceAccount') ?? authority.account;
    const made = { principal, sourceAccount, actions: listField(asked, 'Actions'), createdAt: now };
    authority.permissions = [...authority.permissions, made];
    return {};
  },
  ListPermissions: ({ arn, permissions }) => ({
    Permissions: permissions.map(({ principal, sourceAccount, actions, createdAt }) => ({
      CertificateAuthorityArn: arn,
      CreatedAt: createdAt,
      Principal: principal,
      SourceAccount: sourceAccount,
      Actions: actions,
      Policy: permissionPolicy(arn, principal, sourceAccount, actions),
    })),
  }),
  DeletePermission(authority, asked) {
    authority.permissions = authority.permissions.filter(({ principal }) => principal !== asked['Principal']);
    return {};
  },
  PutPolicy(authority, asked) {
    const policy = textField(asked, 'Policy') ?? '';
    if (parsedJson(policy) === undefined) throw refusal('acm-pca/policy', authority.arn);
    authority.policy = policy;
    return {};
  },
  GetPolicy({ policy, arn }) {
    if (policy === undefined) throw notFound(`policy of ${arn}`);
    return { Policy: policy };
  },
  DeletePolicy(authority) {
    delete authority.policy;
    return {};
  },
  TagCertificateAuthority(authority, asked) {
    authority.tags = { ...authority.tags, ...tagsOf(asked) };
    return {};
  },
  UntagCertificateAuthority(authority, asked) {
    const gone = tagsOf(asked);
    authority.tags = Object.fromEntries(
      Object.entries(authority.tags).filter(([key]) => !Object.hasOwn(gone, key)),
    );
    return {};
  },
  ListTags: ({ tags }) => ({ Tags: tagList(tags) }),
};

/** The authority's view, as `DescribeCertificateAuthority` answers it. */
function described(authority: Authority): Fields {
  const { certificate } = authority;
  const own = certificate === undefined ? undefined : new X509Certificate(certificate);
  return {
    Arn: authority.arn,
    OwnerAccount: authority.account,
    CreatedAt: authority.createdAt,
    LastStateChangeAt: authority.changedAt,
    Type: authority.type,
    Status: authority.status,
    CertificateAuthorityConfiguration: authority.configuration,
    RevocationConfiguration: authority.revocation,
    KeyStorageSecurityStandard: authority.keyStorage,
    UsageMode: authority.usageMode,
    ...defined({ RestorableUntil: authority.restorableUntil }),
    ...(own === undefined
      ? {}
      : {
          Serial: own.serialNumber.toLowerCase().match(/../g)?.join(':'),
          NotBefore: Date.parse(own.validFrom) / 1000,
          NotAfter: Date.parse(own.validTo) / 1000,
        }),
  };
}

/** Installs the authority's own certificate, which makes it active. */
function importCertificate(authority: Authority, asked: Fields, now: number): Fields {
  if (authority.status !== 'PENDING_CERTIFICATE' && authority.status !== 'ACTIVE')
    throw wrongState(authority);
  const pem = pemField(asked, 'Certificate').trim();
  const chain =
    asked['CertificateChain'] === undefined ? undefined : pemField(asked, 'CertificateChain').trim();
  const certificate = readCertificate(pem);
  if (
    !certificate.publicKey
      .export({ type: 'spki', format: 'der' })
      .equals(spkiOf(createPrivateKey(authority.key)))
  )
    throw refusal('acm-pca/mismatch', 'Certificate');
  if (chain === undefined) {
    if (authority.type !== 'ROOT') throw refusal('acm-pca/certificate', 'CertificateChain');
  } else if (!certificate.verify(readCertificate(chain).publicKey)) {
    throw refusal('acm-pca/mismatch', 'CertificateChain');
  }
  authority.certificate = pem;
  if (chain === undefined) delete authority.chain;
  else authority.chain = chain;
  change(authority, 'ACTIVE', now);
  return {};
}

function switchTo(authority: Authority, status: string, now: number): void {
  const may = authority.status === 'ACTIVE' || authority.status === 'DISABLED';
  if (!may || (status !== 'ACTIVE' && status !== 'DISABLED')) throw wrongState(authority);
  change(authority, status, now);
}

function change(authority: Authority, status: Authority['status'], now: number): void {
  authority.status = status;
  authority.changedAt = now;
}

function readCertificate(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw refusal('acm-pca/certificate', 'Certificate');
  }
}

/** A blob, which JSON carries in base 64: here always PEM. */
function pemField(asked: Fields, name: string): string {
  return Buffer.from(textField(asked, name) ?? '', 'base64').toString('utf8');
}

function familyOf(algorithm: keyof typeof signingAlgorithms): string {
  return signingAlgorithms[algorithm].family;
}

function permissionPolicy(
  arn: string,
  principal: string,
  account: string,
  actions: readonly unknown[],
): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: principal },
        Action: actions.map((action) => `acm-pca:${String(action)}`),
        Resource: arn,
        Condition: { StringEquals: { 'aws:SourceAccount': account } },
      },
    ],
  });
}

/** With or without colons and leading zeros, in either case: AWS and X.509 tools write it differently. */
function sameSerial(serial: string, asked: unknown): boolean {
  const plain = (text: string): string => text.replaceAll(':', '').replace(/^0+/, '').toLowerCase();
  return typeof asked === 'string' && plain(serial) === plain(asked);
}

function notFound(what: string): Refusal {
  return refusal('acm-pca/not-found', what);
}

function wrongState({ arn, status }: Authority): Refusal {
  return refusal('acm-pca/wrong-state', `${arn} is ${status}`);
}
