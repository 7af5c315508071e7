import { certificateArnValue } from '../../core/planner';
import { at } from '../../core/topology';
import { Certificate } from '../../modules/certificate/certificate';
import type { MeshStack } from '../mesh-stack';
import { sharedBefore } from './shared-before';

/** A certificate that ACM issues from an authority, for any data plane that needs one. */
export function issuedCertificate(stack: MeshStack, key: string): void {
  const declared = at(stack.site.topology.certificates, key);
  const tags = declared.kind === 'issued' ? declared.tags : {};
  const { source } = stack.site.find.certificate(key, stack.spec.account);
  if (source.kind !== 'issue') throw new Error(`certificate "${key}" is not issued by meshspan`);
  const { authority, domainName, names, keyAlgorithm, keepsAlgorithm = false } = source;
  const certificate = new Certificate(stack.part(`certificate_${key}`, tags), 'certificate', {
    name: key,
    domainName,
    names,
    authorityArn: stack.wiring.of({ kind: 'authority-arn', authority }),
    keyAlgorithm,
    keepsAlgorithm,
    after: sharedBefore(stack),
  });
  stack.built.certificates.set(key, certificate.certificateArn);
  stack.wiring.output(certificateArnValue(key), certificate.certificateArn);
}

/** ARN of a certificate that ACM has, or has issued in this stack. */
export function certificateArnOf({ site, spec, built }: MeshStack, key: string): string {
  const certificate = at(site.topology.certificates, key);
  const arn = certificate.kind === 'acm' ? certificate.arn : built.certificates.get(key);
  if (arn === undefined) throw new Error(`stack "${spec.name}" has no certificate "${key}"`);
  return arn;
}
