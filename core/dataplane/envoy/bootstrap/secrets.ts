import type { CertificateSecret, TrustSecret } from '../secret-specs';
import type { ProxySpec } from '../specs';
import { given, typeOf, type JsonObject } from './json';
import { SECRETS } from './names';

/** A file that describes a secret to Envoy: where its certificates and keys are. It contains none of them. */
export interface SecretFile {
  readonly path: string;
  readonly text: string;
}

/** Unix socket of the agent that hands out secrets of kind `sds`: that of SPIRE. */
export const AGENT_SOCKET = '/run/spire/sockets/agent.sock';

/** Descriptions of the secrets that a proxy reads from files, as its bootstrap names them. */
export function secretFilesOf({ folder, certificates, trusts }: ProxySpec): readonly SecretFile[] {
  return [...certificates, ...trusts].flatMap((secret) => {
    const described = descriptionOf(secret);
    if (described === undefined) return [];
    const resource = { '@type': typeOf('extensions.transport_sockets.tls.v3.Secret'), ...described };
    return [
      { path: pathOf(folder, secret.name), text: `${JSON.stringify({ resources: [resource] }, null, 2)}\n` },
    ];
  });
}

/**
 * Envoy reads files again when something in their own folder was renamed: a new certificate needs no restart. So the files
 * are to be links through one that is renamed, as in volumes of Kubernetes: certificate and key then change at once. A folder
 * that is itself a link is watched where it led to at the start, and what is written into a file is not seen at all.
 */
function descriptionOf({ name, source }: CertificateSecret | TrustSecret): JsonObject | undefined {
  switch (source.kind) {
    case 'files':
      return {
        name,
        tls_certificate: given({
          certificate_chain: { filename: source.chain },
          private_key: { filename: source.privateKey },
          password: source.passphrase === undefined ? undefined : { filename: source.passphrase },
          watched_directory: { path: folderOf(source.chain) },
        }),
      };
    case 'file':
      return {
        name,
        validation_context: {
          trusted_ca: { filename: source.bundle },
          watched_directory: { path: folderOf(source.bundle) },
        },
      };
    case 'sds':
      return undefined;
  }
}

const pathOf = (folder: string, secret: string): string => `${folder}/sds/${secret}.json`;

const folderOf = (file: string): string => file.slice(0, Math.max(file.lastIndexOf('/'), 1));

/** How the secret of that name is referred to, wherever it is used. */
export type SecretReference = (name: string) => JsonObject;

/** References to the secrets of a proxy. */
export function referencesOf({ folder, certificates, trusts }: ProxySpec): SecretReference {
  const agents = new Map(
    [...certificates, ...trusts].flatMap(({ name, source }) =>
      source.kind === 'sds' ? [[name, source.secret] as const] : [],
    ),
  );
  return (name) => {
    const secret = agents.get(name);
    return secret === undefined
      ? {
          name,
          sds_config: { path_config_source: { path: pathOf(folder, name) }, resource_api_version: 'V3' },
        }
      : { name: secret, sds_config: fromAgent };
  };
}

const fromAgent: JsonObject = {
  api_config_source: {
    api_type: 'GRPC',
    transport_api_version: 'V3',
    grpc_services: [{ envoy_grpc: { cluster_name: SECRETS } }],
  },
  resource_api_version: 'V3',
};

/** Whether any secret of a proxy comes from the agent. */
export const asksAgent = ({ certificates, trusts }: ProxySpec): boolean =>
  [...certificates, ...trusts].some(({ source }) => source.kind === 'sds');

/** Certificates that a peer's has to chain to, and names of which it has to carry one; no names: any. */
export const validationOf = (
  reference: SecretReference,
  { trust, names }: { readonly trust: string; readonly names: readonly string[] },
): JsonObject => ({
  combined_validation_context: {
    default_validation_context: given({
      match_typed_subject_alt_names: names.length === 0 ? undefined : names.map(nameMatch),
    }),
    validation_context_sds_secret_config: reference(trust),
  },
});

const URI = /^[a-z][a-z0-9+.-]*:\/\//i;

/** Exact, and of the kind that the name has: a URI such as `spiffe://mesh/ui` is not looked for among DNS names. */
const nameMatch = (name: string): JsonObject => ({
  san_type: URI.test(name) ? 'URI' : 'DNS',
  matcher: { exact: name },
});
