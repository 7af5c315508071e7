import { fieldOf } from '../../base/json';
import type { Resource } from '../../planner/change';

/** A Secret that is deployed, and into which cert-manager has a certificate issued. */
interface DeployedSecret {
  /** The object that asks for the certificate. */
  readonly object: Resource;
  /** Name of the Secret. */
  readonly secret: string;
  /** ARN of the authority. */
  readonly authority: string;
}

const NAME = /^cluster-objects_([^_]+)_(certificate|awspcaissuer)_/;

/** What cert-manager has issued, as the objects of a cluster say: a certificate names its issuer, and that an authority. */
export function issuedSecretsIn(before: readonly Resource[]): readonly DeployedSecret[] {
  const objects = before.flatMap((object) => {
    const { type, name, attributes } = object;
    const [, cluster, kind] = (type === 'kubernetes_manifest' && NAME.exec(name)) || [];
    const manifest = fieldOf(attributes, 'manifest');
    // A state has the type of such a value beside it.
    const field = (...path: readonly string[]): string => {
      const found = fieldOf(manifest, ...path) ?? fieldOf(manifest, 'value', ...path);
      return typeof found === 'string' ? found : '';
    };
    return cluster === undefined ? [] : [{ object, cluster, kind, field }];
  });
  const arns = new Map(
    objects
      .filter(({ kind }) => kind === 'awspcaissuer')
      .map(({ cluster, field }) => [`${cluster} ${field('metadata', 'name')}`, field('spec', 'arn')]),
  );
  return objects.flatMap(({ object, cluster, kind, field }) => {
    const authority = arns.get(`${cluster} ${field('spec', 'issuerRef', 'name')}`) ?? '';
    const secret = field('spec', 'secretName');
    return kind !== 'certificate' || authority === '' || secret === '' ? [] : [{ object, secret, authority }];
  });
}
