import { recordZoneIdValue } from '../../core/dataplane/tasks/contents';
import { zoneKeyOf } from '../../core/dataplane/tasks/records';
import { certificateArnValue } from '../../core/planner';
import { at } from '../../core/topology';
import { PublicCertificate } from '../../modules/certificate/public-certificate';
import { addressPart, terraformTexts } from '../text';
import type { Builder } from './builder';

export const publicCertificate: Builder<'public-certificate'> = (context, { certificate: key }) => {
  const { stack } = context;
  const { names, validations } = terraformTexts(context.publicCertificate(stack.spec.account, key));
  const declared = at(stack.site.topology.certificates, key);
  const tags = declared.kind === 'public' ? declared.tags : {};
  const made = new PublicCertificate(stack.part(`certificate_${key}`, tags), 'certificate', {
    names,
    validations: validations.map(({ name, zone }) => {
      if (zone === undefined) throw new Error(`certificate "${key}" has no zone for "${name}"`);
      const zoneId = zone.kind === 'existing' ? zone.id : stack.wiring.of(recordZoneIdValue(zoneKeyOf(zone)));
      return { id: addressPart(name), name, zoneId };
    }),
  });
  stack.built.certificates.set(key, made.certificateArn);
  stack.wiring.output(certificateArnValue(key), made.certificateArn);
};
