import {
  at,
  developmentFolder,
  inLowerCase,
  type Authority,
  type Certificate,
  type Hit,
  type Store,
  type Topology,
} from '../topology';

/**
 * The topology with what authorities for development add to it: their certificates are files of stores whose secrets are
 * created. Everything else then treats them as files that others provide.
 */
export function withDevelopment(topology: Topology): Topology {
  const authorities = Object.values(topology.authorities).filter(isDevelopment);
  if (authorities.length === 0) return topology;
  const certificates = Object.values(topology.certificates).map((each) => developed(topology, each));
  return {
    ...topology,
    certificates: Object.fromEntries(certificates.map((each) => [each.key, each])),
    stores: {
      ...topology.stores,
      ...Object.fromEntries(
        [
          ...authorities.map((each) => storeOf(topology, 'authority', each, ['ca.pem'])),
          ...certificates.flatMap((each) =>
            each.kind === 'file' && each.development !== undefined
              ? [storeOf(topology, 'certificate', each, ['chain.pem', 'key.pem'])]
              : [],
          ),
        ].map((store) => [store.key, store]),
      ),
    },
  };
}

const isDevelopment = (authority: Authority): boolean =>
  authority.kind === 'file' && authority.development !== undefined;

/** A certificate that is issued by an authority for development, as the files that it is; others stay as they are. */
function developed({ authorities }: Topology, certificate: Certificate): Certificate {
  if (certificate.kind !== 'issued' || !isDevelopment(at(authorities, certificate.authority)))
    return certificate;
  const { key, at: place, authority, keyAlgorithm, facts } = certificate;
  const folder = developmentFolder('certificate', key);
  return {
    key,
    at: place,
    // The authority itself is what others trust, and is not sent along.
    facts: { ...facts, names: (facts.names ?? []).map(inLowerCase), chain: [] },
    kind: 'file',
    chain: `${folder}/chain.pem`,
    privateKey: `${folder}/key.pem`,
    store: storeKey('certificate', key),
    development: { authority, keyAlgorithm },
  };
}

type Created = NonNullable<Extract<Store, { readonly kind: 'secrets-manager' }>['created']>['of'];

const storeKey = (of: Created, key: string): string => `development-${of}-${key}`;

const storeOf = (
  { mesh }: Topology,
  of: Created,
  { key, at: place }: Pick<Authority, 'key' | 'at'>,
  files: readonly string[],
): Store => ({
  key: storeKey(of, key),
  at: place,
  kind: 'secrets-manager',
  mountPath: developmentFolder(of, key),
  files: Object.fromEntries(files.map((file) => [file, `${mesh.name}/development/${of}/${key}/${file}`])),
  created: { of, key },
});

/** Authorities whose keys are in the states, once the topology says that this is accepted. */
export const developmentHits = ({ authorities }: Topology): readonly Hit[] =>
  Object.values(authorities)
    .filter(isDevelopment)
    .map(({ at: place, key }) => ({
      at: place,
      summary: `the key of authority "${key}" and those of its certificates are in the states of Terraform, and in Secrets Manager: whoever reads one of them can be any workload`,
      fix: `for development and trials, accept this finding (accept: [{ finding: authority/development, because: … }]); for anything else, kind: private-ca`,
    }));
