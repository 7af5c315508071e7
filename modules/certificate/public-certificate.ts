import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate';
import { AcmCertificateValidation } from '@cdktf/provider-aws/lib/acm-certificate-validation';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { Construct } from 'constructs';

/** Seconds for which resolvers keep a record of validation. */
const RECORD_SECONDS = 300;

export interface PublicCertificateProps {
  /** All names, the common name first. */
  readonly names: readonly string[];
  /** The names that are validated, wildcards without their first label, each with the hosted zone that it is in. */
  readonly validations: readonly PublicNameProps[];
}

export interface PublicNameProps {
  /** Unique part of the address of its record. */
  readonly id: string;
  readonly name: string;
  readonly zoneId: string;
}

/** A certificate of Amazon's public authority. ACM issues and renews it while its records are in DNS. */
export class PublicCertificate extends Construct {
  /** Available once it is issued. */
  readonly certificateArn: string;

  constructor(scope: Construct, id: string, { names, validations }: PublicCertificateProps) {
    super(scope, id);
    const certificate = new AcmCertificate(this, AcmCertificate.tfResourceType, {
      domainName: names[0] ?? '',
      subjectAlternativeNames: [...names],
      validationMethod: 'DNS',
      keyAlgorithm: 'RSA_2048',
      lifecycle: { createBeforeDestroy: true },
    });
    const options = `${certificate.terraformResourceType}.${certificate.friendlyUniqueId}.domain_validation_options`;
    const records = new Construct(this, 'records');
    const fqdns = validations.map(({ id: part, name, zoneId }) => {
      // A name and a wildcard of it have one record.
      const option = (field: string): string =>
        `\${one(distinct([for option in ${options} : option.${field} if trimprefix(option.domain_name, "*.") == "${name}"]))}`;
      return new Route53Record(records, part, {
        zoneId,
        name: option('resource_record_name'),
        type: option('resource_record_type'),
        records: [option('resource_record_value')],
        ttl: RECORD_SECONDS,
        // The record of a name is the same for each certificate of an account, also for one that is replaced.
        allowOverwrite: true,
      }).fqdn;
    });
    this.certificateArn = new AcmCertificateValidation(this, AcmCertificateValidation.tfResourceType, {
      certificateArn: certificate.arn,
      validationRecordFqdns: fqdns,
    }).certificateArn;
  }
}
