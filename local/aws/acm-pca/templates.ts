import {
  basicConstraints,
  extendedKeyUsage,
  keyUsage,
  type KeyUsage,
  type Purpose,
} from '../../x509/extensions';
import type { Der } from '../../x509/der';

/** What a certificate template of ACM Private CA sets in the certificate. */
export interface Template {
  /** How many authorities may follow below; `any`, or none because it is not an authority. */
  readonly authority: 'none' | 'any' | number;
  readonly usages: readonly KeyUsage[];
  readonly purposes: readonly Purpose[];
  /** Whether the extensions of the request are copied. */
  readonly fromRequest: boolean;
}

const authorityUsages = ['digitalSignature', 'keyCertSign', 'cRLSign'] as const;
const endEntity = {
  authority: 'none',
  usages: ['digitalSignature', 'keyEncipherment'],
  purposes: ['serverAuth', 'clientAuth'],
  fromRequest: false,
} as const satisfies Template;
const authority = (below: 'any' | number): Template => ({
  authority: below,
  usages: authorityUsages,
  purposes: [],
  fromRequest: false,
});

/** https://docs.aws.amazon.com/privateca/latest/userguide/UsingTemplates.html, without those that take names from the API. */
const templates: Readonly<Record<string, Template>> = {
  'RootCACertificate/V1': authority('any'),
  'SubordinateCACertificate_PathLen0/V1': authority(0),
  'SubordinateCACertificate_PathLen1/V1': authority(1),
  'SubordinateCACertificate_PathLen2/V1': authority(2),
  'SubordinateCACertificate_PathLen3/V1': authority(3),
  'EndEntityCertificate/V1': endEntity,
  'EndEntityServerAuthCertificate/V1': { ...endEntity, purposes: ['serverAuth'] },
  'EndEntityClientAuthCertificate/V1': { ...endEntity, purposes: ['clientAuth'] },
  'EndEntityCertificate_CSRPassthrough/V1': { ...endEntity, fromRequest: true },
  'BlankEndEntityCertificate_CSRPassthrough/V1': {
    authority: 'none',
    usages: [],
    purposes: [],
    fromRequest: true,
  },
};

/** The default template, and the only one that a share with the default permission allows. */
export const defaultTemplate = 'EndEntityCertificate/V1';

/** `arn:aws:acm-pca:::template/NAME/V1` without its beginning. */
export function templateName(arn: string | undefined): string {
  return arn === undefined ? defaultTemplate : arn.replace(/^arn:[^:]+:acm-pca:::template\//, '');
}

export function templateOf(name: string): Template | undefined {
  return Object.hasOwn(templates, name) ? templates[name] : undefined;
}

const sanId = '2.5.29.17';

/** The extensions of a certificate: the template's, and of the request its names (or all, where the template says so). */
export function extensionsOf(template: Template, asked: ReadonlyMap<string, Buffer>): readonly Der[] {
  const isAuthority = template.authority !== 'none';
  const own = [
    basicConstraints(isAuthority, typeof template.authority === 'number' ? template.authority : undefined),
    ...(template.usages.length === 0 ? [] : [keyUsage(template.usages)]),
    ...(template.purposes.length === 0 ? [] : [extendedKeyUsage(template.purposes)]),
  ];
  const ours = new Set(['2.5.29.19', '2.5.29.14', '2.5.29.35']);
  if (template.usages.length > 0) ours.add('2.5.29.15');
  if (template.purposes.length > 0) ours.add('2.5.29.37');
  const taken = [...asked].filter(([id]) => id === sanId || (template.fromRequest && !ours.has(id)));
  return isAuthority ? own : [...own, ...taken.map(([, whole]) => whole)];
}
