import { createPrivateKey, X509Certificate } from 'node:crypto';
import { defined } from '../../../core/base/properties';
import { objectField, textField, type Fields } from '../json-protocol';
import { refusal, type Refusal } from '../rules';
import { isSigningAlgorithm, signingAlgorithms } from '../../x509/keys';
import { requestFrom } from '../../x509/request';
import { spkiOf } from '../../x509/certificate';
import { revocationOf } from './authorities';
import type { Authority } from './authority';
import { demandBucket } from './crl';
import { described } from './described';
import { pathLengthOf } from '../../x509/path-length';
import { chainOf, demandLevels, issue } from './issue';
import { paged, tokenSeconds } from './lists';
import type { Operation } from './operation';
import { permissionOperations } from './permissions';
import { tagList, taggedMore, tagsOf, untagged } from './tags';
import { templateName, templateOf } from './templates';
import { validityOf } from './validity';
import { madeOnce } from '../tokens';

/** Installs the authority's own certificate, which makes it active. */
const importCertificate: Operation = (authority, asked, world) => {
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
  } else if (authority.type !== 'ROOT') {
    demandLevels(pathLengthOf(pem) ?? Number.POSITIVE_INFINITY, chain, 'Certificate');
  }
  authority.certificate = pem;
  if (chain === undefined) delete authority.chain;
  else authority.chain = chain;
  change(authority, 'ACTIVE', world.now());
  return {};
};

/** The operations that name an authority. */
export const operations: Readonly<Record<string, Operation>> = {
  DescribeCertificateAuthority: (authority) => ({ CertificateAuthority: described(authority) }),
  GetCertificateAuthorityCsr: (authority) => ({ Csr: authority.request }),
  GetCertificateAuthorityCertificate(authority) {
    // A disabled authority also answers: a stack must be able to refresh and destroy it.
    if (authority.certificate === undefined) throw refusal('acm-pca/no-certificate', authority.arn);
    return {
      Certificate: authority.certificate,
      ...defined({ CertificateChain: authority.chain }),
    };
  },
  ImportCertificateAuthorityCertificate: importCertificate,
  async IssueCertificate(authority, asked, world, { caller }) {
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
    const CertificateArn = await madeOnce(
      world,
      {
        operation: 'acm-pca:IssueCertificate',
        seconds: tokenSeconds,
        whose: [caller.account, authority.arn],
        token: textField(asked, 'IdempotencyToken'),
      },
      (arn) => Object.hasOwn(authority.issued, arn),
      () => issue(authority, { request, template, algorithm, ...validityOf(asked, world.now() * 1000) }).arn,
    );
    return { CertificateArn };
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
  UpdateCertificateAuthority(authority, asked, world) {
    const revocation = revocationOf(objectField(asked, 'RevocationConfiguration'));
    demandBucket(world, revocation);
    const status = textField(asked, 'Status');
    if (status !== undefined) switchTo(authority, status, world.now());
    if (asked['RevocationConfiguration'] !== undefined) authority.revocation = revocation;
    return {};
  },
  DeleteCertificateAuthority(authority, asked, world) {
    if (authority.status === 'ACTIVE') throw refusal('acm-pca/delete-active', authority.arn);
    if (authority.status === 'DELETED') throw wrongState(authority);
    change(authority, 'DELETED', world.now());
    authority.restorableUntil = world.now() + Number(asked['PermanentDeletionTimeInDays'] ?? 30) * 86_400;
    return {};
  },
  RestoreCertificateAuthority(authority, _, world) {
    if (authority.status !== 'DELETED') throw wrongState(authority);
    change(authority, authority.certificate === undefined ? 'PENDING_CERTIFICATE' : 'DISABLED', world.now());
    delete authority.restorableUntil;
    return {};
  },
  ...permissionOperations,
  TagCertificateAuthority(authority, asked) {
    authority.tags = taggedMore(authority.tags, tagsOf(asked));
    return {};
  },
  UntagCertificateAuthority(authority, asked) {
    authority.tags = untagged(authority.tags, asked);
    return {};
  },
  ListTags({ arn, tags }, asked, _, { caller }) {
    const { items, ...more } = paged(asked, tagList(tags), ['tags', caller.account, arn]);
    return { Tags: items, ...more };
  },
};

function switchTo(authority: Authority, status: string, now: number): void {
  const { arn } = authority;
  if (authority.status !== 'ACTIVE' && authority.status !== 'DISABLED')
    throw refusal('acm-pca/update-state', `${arn} is ${authority.status}`);
  if (status !== 'ACTIVE' && status !== 'DISABLED') throw refusal('acm-pca/arguments', `Status ${status}`);
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

/** A blob, base 64 in JSON: here always PEM. */
function pemField(asked: Fields, name: string): string {
  return Buffer.from(textField(asked, name) ?? '', 'base64').toString('utf8');
}

function familyOf(algorithm: keyof typeof signingAlgorithms): string {
  return signingAlgorithms[algorithm].family;
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
