import { Certificate } from '../../modules/certificate/certificate';
import type { Builder } from '../walk';
import { sharedBefore } from './mesh-object';

export const certificate: Builder<'certificate'> = (stack, { certificate: key }) => {
  const spec = stack.site.lowered.certificates.find((each) => each.key === key);
  if (spec?.source.kind !== 'issue') throw new Error(`certificate "${key}" is not meshspan's to issue`);
  const { authority, domainName, names, keyAlgorithm } = spec.source;
  const made = new Certificate(stack.part(`certificate_${key}`), 'certificate', {
    name: key,
    domainName,
    names,
    authorityArn: stack.wiring.of({ kind: 'authority-arn', authority }),
    keyAlgorithm,
    after: sharedBefore(stack),
  });
  stack.made.certificates.set(key, made.certificateArn);
};
