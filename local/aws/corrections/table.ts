import type { Answer, Call } from '../call';
import { malformedBody } from '../json-protocol';
import type { Forward } from '../moto-proxy';
import { operationOf } from '../operation';
import type { World } from '../world';
import { acmPrivateCertificates, acmListWithPrivate } from './acm-private-certificates';
import { autoscalingTags } from './autoscaling-tags';
import { cloudMapInUse } from './cloud-map-in-use';
import { cloudMapServices } from './cloud-map-services';
import { cloudMapZone } from './cloud-map-zone';
import type { Correction } from './correction';
import { ec2AttachmentTags } from './ec2-attachment-tags';
import { ec2PeeringBlackhole } from './ec2-peering-blackhole';
import { ec2RuleDescription } from './ec2-rule-description';
import { ec2SharedTransitGateway } from './ec2-shared-transit-gateway';
import { ec2TransitGatewayAttachment } from './ec2-transit-gateway-attachment';
import { ec2TransitGatewayInUse } from './ec2-transit-gateway-in-use';
import { ecsDeletedCluster } from './ecs-deleted-cluster';
import { ecsService } from './ecs-service';
import { ecsTaskDefinition } from './ecs-task-definition';
import { ecsServiceRunning } from './ecs-service-running';
import { ecsServiceSettings } from './ecs-service-settings';
import { efsBackupPolicy } from './efs-backup-policy';
import { efsFileSystemPolicy } from './efs-file-system-policy';
import { elbv2ListenerCertificates } from './elbv2-listener-certificates';
import { elbv2NetworkArn } from './elbv2-network-arn';
import { elbv2PrivateLink } from './elbv2-private-link';
import { iamServiceLinkedRole } from './iam-service-linked-role';
import { iamSharingRole, organizationsOfRam, organizationsTrustedAccess } from './organization-sharing';
import { route53Association } from './route53-association';
import { route53Authorization } from './route53-authorization';
import { route53CloudMapZone } from './route53-cloud-map-zone';
import { route53NothingToWaitFor } from './route53-nothing-to-wait-for';
import { route53PrivateZone } from './route53-private-zone';
import { s3BucketPolicy } from './s3-bucket-policy';
import { s3ConditionalPut } from './s3-conditional-put';

/** All corrections. Where several correct one operation, the first one gets the call first. */
export const corrections: readonly Correction[] = [
  acmPrivateCertificates,
  acmListWithPrivate,
  ec2RuleDescription,
  ec2PeeringBlackhole,
  ec2SharedTransitGateway,
  ec2TransitGatewayAttachment,
  ec2TransitGatewayInUse,
  ec2AttachmentTags,
  autoscalingTags,
  ecsDeletedCluster,
  ecsTaskDefinition,
  ecsService,
  ecsServiceSettings,
  ecsServiceRunning,
  efsBackupPolicy,
  efsFileSystemPolicy,
  elbv2ListenerCertificates,
  elbv2PrivateLink,
  elbv2NetworkArn,
  route53NothingToWaitFor,
  route53PrivateZone,
  route53CloudMapZone,
  route53Authorization,
  route53Association,
  cloudMapInUse,
  cloudMapServices,
  cloudMapZone,
  iamServiceLinkedRole,
  iamSharingRole,
  organizationsOfRam,
  organizationsTrustedAccess,
  s3BucketPolicy,
  s3ConditionalPut,
];

/** Responds like AWS: moto's responses, corrected. */
export function correctedAnswers(world: World, forward: Forward): Forward {
  return (call) => {
    const malformed = malformedBody(call);
    if (malformed !== undefined) return Promise.resolve(malformed);
    return corrections
      .filter((correction) => corrects(correction, call))
      .reduceRight<Forward>(
        (inner, correction) =>
          // One correction may ask something else through the next ones, which correct only what they are for.
          (seen: Call): Promise<Answer> =>
            corrects(correction, seen) ? correction.answer(seen, inner, world) : inner(seen),
        forward,
      )(call);
  };
}

const corrects = ({ service, operations }: Correction, call: Call): boolean =>
  service === call.service && (operations === 'all' || operations.includes(operationOf(call)));
