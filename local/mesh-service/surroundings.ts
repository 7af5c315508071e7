import { isRecord, fieldOf } from '../../core/base/json';
import { unique } from '../../core/base/collections';
import { defined } from '../../core/base/properties';
import type { KnownAuthority, KnownCertificate, MeshObjects } from '../../core/dataplane/app-mesh/read';
import type { Asker } from './aws';

/** What ACM and AWS Private CA say of all that a mesh names. */
export interface Known {
  readonly certificates: Readonly<Record<string, KnownCertificate>>;
  readonly authorities: Readonly<Record<string, KnownAuthority>>;
}

type ControlPlane = (account: string) => Promise<Asker>;

/**
 * Asks ACM for the certificates that a mesh names, and AWS Private CA for the authorities: with what App Mesh itself may
 * see in the account of each, since a proxy need not be allowed to.
 */
export async function knownOf(objects: MeshObjects, controlPlane: ControlPlane): Promise<Known> {
  const certificates = new Map<string, KnownCertificate>();
  await Promise.all(
    arnsIn(objects, 'acm').map(async (arn) => {
      const certificate = await ask(controlPlane, arn, 'acm', 'CertificateManager.DescribeCertificate', {
        CertificateArn: arn,
      });
      const names = fieldOf(certificate, 'Certificate', 'SubjectAlternativeNames');
      const authority = fieldOf(certificate, 'Certificate', 'CertificateAuthorityArn');
      certificates.set(
        arn,
        defined({
          authority: typeof authority === 'string' ? authority : undefined,
          names: Array.isArray(names) ? names.map(String) : undefined,
        }),
      );
    }),
  );
  const named = [
    ...arnsIn(objects, 'acm-pca'),
    ...[...certificates.values()].flatMap(({ authority }) => authority ?? []),
  ];
  const authorities = new Map<string, KnownAuthority>();
  await Promise.all(
    unique(named).map(async (arn) => {
      const found = await ask(controlPlane, arn, 'acm-pca', 'ACMPrivateCA.DescribeCertificateAuthority', {
        CertificateAuthorityArn: arn,
      });
      const isSubordinate = fieldOf(found, 'CertificateAuthority', 'Type') === 'SUBORDINATE';
      authorities.set(arn, { level: isSubordinate ? 'subordinate' : 'root' });
    }),
  );
  return {
    certificates: Object.fromEntries(certificates),
    authorities: Object.fromEntries(authorities),
  };
}

/** The answer of the account in an ARN; nothing where it is refused. */
async function ask(
  controlPlane: ControlPlane,
  arn: string,
  service: string,
  target: string,
  input: object,
): Promise<unknown> {
  const asker = await controlPlane(accountOf(arn));
  const told = await asker.target(service, target, input);
  return told.ok ? told.json : undefined;
}

/** The id of the account in an ARN; empty where it has none. */
export const accountOf = (arn: string): string => arn.split(':')[4] ?? '';

/** The ARNs of a service in the specs of a mesh. */
function arnsIn(objects: MeshObjects, service: string): readonly string[] {
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value === 'string') {
      if (/^arn:[\w-]+:/.test(value) && value.split(':')[2] === service) found.add(value);
    } else if (Array.isArray(value)) value.forEach(walk);
    else if (isRecord(value)) Object.values(value).forEach(walk);
  };
  for (const { spec } of [...objects.virtualNodes, ...objects.virtualGateways]) walk(spec);
  return unique([...found]);
}
