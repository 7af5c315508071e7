import { createPrivateKey, randomBytes } from 'node:crypto';
import { fieldOf } from '../../core/base/json';
import {
  secretFilesOf,
  type CertificateSecret,
  type ProxySpec,
  type TrustSecret,
} from '../../core/dataplane/envoy';
import { at, type Closed, type Topology } from '../../core/topology';
import type { Asker } from './aws';
import type { ConfigurationFile, Withheld } from './service';
import { accountOf } from './surroundings';

/** Whom to ask for what a proxy presents and trusts. */
export interface Sources {
  /** The task role. */
  readonly role: Asker;
  readonly controlPlane: (account: string) => Promise<Asker>;
  /** Keys of authorities that the party's own policies trust: these the task role reads. */
  readonly trusted: ReadonlySet<string>;
}

/** The files of a proxy's secrets, and what it does not get. */
export interface Secrets {
  readonly files: readonly ConfigurationFile[];
  readonly withheld: readonly Withheld[];
}

type Content = { readonly content: object } | { readonly withheld: Withheld };

/**
 * What Envoy's secrets contain: certificates of ACM with their keys, and those of authorities, as App Mesh fetched them
 * with the task role. A secret that the role may not read is empty: its listener accepts no connection, and its callers get
 * none; so is one that App Mesh cannot use. Files and secrets of an agent are not AWS's, so only described.
 */
export async function secretsOf(
  proxy: ProxySpec,
  topology: Closed<Topology>,
  sources: Sources,
): Promise<Secrets> {
  const described = new Map(secretFilesOf(proxy).map((file) => [file.path, file]));
  const all = await Promise.all([
    ...proxy.certificates.map(async (secret) => ({
      secret,
      got: await certificate(topology, secret, sources),
    })),
    ...proxy.trusts.map(async (secret) => ({ secret, got: await trust(topology, secret, sources) })),
  ]);
  const fetched = all.flatMap(({ secret: { name }, got }) => {
    const path = `${proxy.folder}/sds/${name}.json`;
    if (got === undefined) return described.get(path) ?? [];
    const resources =
      'content' in got
        ? [
            {
              '@type': 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret',
              name,
              ...got.content,
            },
          ]
        : [];
    return { path, text: `${JSON.stringify({ resources })}\n` };
  });
  return {
    files: fetched,
    withheld: all.flatMap(({ got }) => (got !== undefined && 'withheld' in got ? got.withheld : [])),
  };
}

async function certificate(
  topology: Closed<Topology>,
  secret: CertificateSecret,
  { role }: Sources,
): Promise<Content | undefined> {
  const found = at(topology.certificates, secret.certificate);
  if (found.kind !== 'acm') return undefined;
  const passphrase = randomBytes(24).toString('base64');
  const told = await role.target('acm', 'CertificateManager.ExportCertificate', {
    CertificateArn: found.arn,
    Passphrase: Buffer.from(passphrase).toString('base64'),
  });
  if (!told.ok) return { withheld: { arn: found.arn, action: 'acm:ExportCertificate', reason: told.reason } };
  const key = createPrivateKey({ key: textIn(told.json, 'PrivateKey'), passphrase });
  if (key.asymmetricKeyType !== 'rsa')
    return {
      withheld: {
        arn: found.arn,
        action: 'acm:ExportCertificate',
        reason: `a listener of App Mesh takes RSA keys alone (aws-app-mesh-roadmap#469), and this one is of kind ${String(key.asymmetricKeyType)}`,
      },
    };
  const chain = [textIn(told.json, 'Certificate'), textIn(told.json, 'CertificateChain')];
  return {
    content: {
      tls_certificate: {
        certificate_chain: { inline_string: pem(chain) },
        private_key: { inline_string: key.export({ type: 'pkcs8', format: 'pem' }).toString() },
      },
    },
  };
}

async function trust(
  topology: Closed<Topology>,
  { authorities = [] }: TrustSecret,
  { role, controlPlane, trusted }: Sources,
): Promise<Content | undefined> {
  const arns = authorities.flatMap((key) => {
    const authority = at(topology.authorities, key);
    return authority.kind === 'existing-ca' ? [{ key, arn: authority.arn }] : [];
  });
  if (arns.length === 0) return undefined;
  const roots: string[] = [];
  for (const { key, arn } of arns) {
    const asker = trusted.has(key) ? role : await controlPlane(accountOf(arn));
    const told = await asker.target('acm-pca', 'ACMPrivateCA.GetCertificateAuthorityCertificate', {
      CertificateAuthorityArn: arn,
    });
    if (!told.ok)
      return {
        withheld: { arn, action: 'acm-pca:GetCertificateAuthorityCertificate', reason: told.reason },
      };
    roots.push(textIn(told.json, 'CertificateChain'), textIn(told.json, 'Certificate'));
  }
  return { content: { validation_context: { trusted_ca: { inline_string: pem(roots) } } } };
}

/** Certificates one after the other, each with a line of its own at the end. */
const pem = (parts: readonly string[]): string =>
  parts
    .filter((part) => part.trim() !== '')
    .map((part) => `${part.trim()}\n`)
    .join('');

const textIn = (json: unknown, field: string): string => {
  const found = fieldOf(json, field);
  return typeof found === 'string' ? found : '';
};
