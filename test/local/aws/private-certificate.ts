import { newRoot } from './authorities';
import type { Requests } from './requests';

/** The ARN of a certificate of an authority of its own. */
export async function newCertificate(owner: Requests): Promise<string> {
  const { json } = await owner.target('acm', 'CertificateManager.RequestCertificate', {
    DomainName: 'ui.yelb.internal',
    CertificateAuthorityArn: (await newRoot(owner)).arn,
  });
  return String(json['CertificateArn']);
}
