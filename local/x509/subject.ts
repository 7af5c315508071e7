import { childrenOf, elementsOf } from './read-der';
import { derOf } from './pem';

/** The subject of a certificate in PEM, encoded as it stands there; nothing where it is no certificate. */
export function subjectOf(pem: string): Buffer | undefined {
  const der = derOf('CERTIFICATE', pem);
  const [content] = childrenOf(der && elementsOf(der)?.[0]);
  // version [0], serial, algorithm, issuer, validity, subject
  return childrenOf(content)[5]?.whole;
}
