import { nameHits } from './name-hits';
import {
  errorRow,
  rulesOf,
  topologyRules,
  warningRow,
  type Hit,
  type Rule,
  type Topology,
} from '../topology';
import { lifetimeHits, outlivingHits } from './authority-life';
import {
  accessLogHits,
  connectionHits,
  entryCertificateHits,
  entryPortHits,
  entrySubnetHits,
  plainVersionHits,
} from './entry-hits';
import { cloudMapHits, hostHits, subjectHits } from './form-hits';
import { arnHits, newRegionHits, regionHits, zoneHits } from './place-hits';
import {
  newZoneHits,
  publicNameHits,
  sameValidationHits,
  validationZoneHits,
} from './public-certificate-hits';
import { recordZoneHits, sameRecordHits } from './record-hits';
import { oldCertificateHits, unchangedTrustHits } from './rotation-hits';
import { sharedDiscoveryHits } from './shared-discovery';
import { developmentHits } from './development';
import { foreignSignerHits, pathLengthHits, signerHits } from './signer-hits';
import { tagHits } from './tag-hits';
import { taskRules, taskWideRules } from './task-rules';

const CLOUD_MAP_SERVICE = 'https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html';
const ACM_PRIVATE = 'https://docs.aws.amazon.com/acm/latest/userguide/private-certificates.title.html';
const ACM_PUBLIC = 'https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html';
const ACM_DNS_VALIDATION = 'https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html';
const CA_VALIDITY = 'https://docs.aws.amazon.com/privateca/latest/userguide/ca-lifecycle.html';
const TLS_PROVIDER = 'https://registry.terraform.io/providers/hashicorp/tls/4.1.0/docs';
const CA_HIERARCHY = 'https://docs.aws.amazon.com/privateca/latest/userguide/ca-hierarchy.html';
const CA_SHARING = 'https://docs.aws.amazon.com/privateca/latest/userguide/pca-resource-sharing.html';
const CA_SUBJECT = 'https://docs.aws.amazon.com/privateca/latest/APIReference/API_ASN1Subject.html';
const ARNS = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html';
const ZONES = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-regions-availability-zones.html';
const TARGET_GROUPS =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html';
const NETWORK_LISTENERS =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html';
const HTTPS_CERTIFICATES =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html';
const LOAD_BALANCER_SUBNETS =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html';
const ACCESS_LOGS =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html';
const HOSTED_ZONES =
  'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-working-with.html';
const TAGS = 'https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html';

const ownRules = rulesOf({
  'data-plane/ended': warningRow('the data plane can no longer be deployed to'),
  'data-plane/not-yet': {
    ...errorRow('this version does not support what the topology asks for on its data plane'),
    unbuildable: true,
  },
  'data-plane/loss': {
    ...errorRow(
      'the topology uses a feature that its data plane does not have, and does not accept its loss',
    ),
    unbuildable: true,
  },
  'discovery/shared-service': errorRow(
    'workloads would be in one Cloud Map service, which cannot distinguish them or does not exist for all of them',
    CLOUD_MAP_SERVICE,
  ),
  'discovery/name': errorRow('a name or an attribute is not one that Cloud Map accepts', CLOUD_MAP_SERVICE),
  'discovery/host': errorRow('a host name is not a DNS name', 'RFC 1035'),
  'entry/same-port': {
    ...errorRow('two entries or redirects of a workload or gateway are on one port of a load balancer'),
    unbuildable: true,
  },
  'entry/plain-version': errorRow(
    'a load balancer without TLS is in front of a listener of HTTP/2 or gRPC',
    TARGET_GROUPS,
  ),
  'entry/connections': errorRow(
    'a network load balancer is to redirect requests, or to encrypt connections that arrive without TLS',
    NETWORK_LISTENERS,
  ),
  'entry/certificate': {
    ...errorRow('the certificate of a load balancer is not in ACM', HTTPS_CERTIFICATES),
    unbuildable: true,
  },
  'entry/access-logs': errorRow(
    'entries of one load balancer name different places for its access logs',
    ACCESS_LOGS,
  ),
  'entry/subnets': {
    ...errorRow('a load balancer has too few subnets in the network of its account', LOAD_BALANCER_SUBNETS),
    unbuildable: true,
  },
  'record/zone': {
    ...errorRow('the zone of a record cannot be created', HOSTED_ZONES),
    unbuildable: true,
  },
  'record/same-name': errorRow('a record would lead to two load balancers', HOSTED_ZONES),
  'authority/lifetime': errorRow(
    'an authority ends before the certificates that ACM issues from it',
    ACM_PRIVATE,
  ),
  'authority/outlives-parent': errorRow('an authority would end after the one that signs it', CA_VALIDITY),
  'authority/development': warningRow(
    'the keys of an authority and of its certificates are in the states of Terraform',
    TLS_PROVIDER,
  ),
  'authority/signer': {
    ...errorRow(
      'an authority is to be signed by one that cannot, or of which is not known how',
      CA_HIERARCHY,
    ),
    unbuildable: true,
  },
  'authority/foreign-signer': errorRow(
    'an authority is to be signed by one of another account, which is not shared for that',
    CA_SHARING,
  ),
  'authority/path-length': {
    ...errorRow('an authority has more levels of authorities below it than it may have', CA_HIERARCHY),
    unbuildable: true,
  },
  'authority/subject': errorRow(
    'a field of the subject of an authority does not have a valid form',
    CA_SUBJECT,
  ),
  'certificate/public-name': errorRow(
    'a public certificate has a name for which none is issued, or too many names',
    ACM_PUBLIC,
  ),
  'certificate/validation-zone': {
    ...errorRow('no zone is known in which a public certificate is validated', ACM_DNS_VALIDATION),
    unbuildable: true,
  },
  'certificate/new-zone': warningRow(
    'a public certificate is validated in a zone that is created with it, and waits until that is delegated',
    ACM_DNS_VALIDATION,
  ),
  'certificate/same-validation': errorRow(
    'two public certificates of an account have one name',
    ACM_DNS_VALIDATION,
  ),
  'rotation/unchanged-trust': warningRow(
    'a rotation cannot change what is trusted: a file, a secret, or what callers from outside trust',
  ),
  'rotation/old-certificate': warningRow(
    'a certificate comes from the authority that is replaced, and not by the rotation',
  ),
  'certificate/name': errorRow(
    'a name of a certificate, or one that is expected in it, is neither a DNS name nor a URI',
    'RFC 5280',
  ),
  'aws/arn': errorRow('an ARN is not of the kind of thing that it should name', ARNS),
  'aws/tag': errorRow('a tag is not one that AWS accepts', TAGS),
  'aws/zone': errorRow('an availability zone is not one of the region', ZONES),
});

/** What is wrong whatever the data plane; each data plane adds its own. */
export const dataPlaneRules = { ...ownRules, ...taskRules };

/** Each of those that looks at the topology alone, with what it finds, in the order in which it is reported. */
export const topologyWideRules: readonly (readonly [
  rule: Rule,
  hitsOf: (topology: Topology) => readonly Hit[],
])[] = [
  [topologyRules['topology/region'], regionHits],
  [topologyRules['topology/new-region'], newRegionHits],
  [dataPlaneRules['aws/zone'], zoneHits],
  [dataPlaneRules['aws/arn'], arnHits],
  [dataPlaneRules['aws/tag'], tagHits],
  [dataPlaneRules['discovery/shared-service'], sharedDiscoveryHits],
  [dataPlaneRules['discovery/name'], cloudMapHits],
  [dataPlaneRules['certificate/name'], nameHits],
  [dataPlaneRules['certificate/public-name'], publicNameHits],
  [dataPlaneRules['certificate/validation-zone'], validationZoneHits],
  [dataPlaneRules['certificate/new-zone'], newZoneHits],
  [dataPlaneRules['certificate/same-validation'], sameValidationHits],
  [dataPlaneRules['discovery/host'], hostHits],
  [dataPlaneRules['entry/same-port'], entryPortHits],
  [dataPlaneRules['entry/plain-version'], plainVersionHits],
  [dataPlaneRules['entry/connections'], connectionHits],
  [dataPlaneRules['entry/certificate'], entryCertificateHits],
  [dataPlaneRules['entry/access-logs'], accessLogHits],
  [dataPlaneRules['entry/subnets'], entrySubnetHits],
  [dataPlaneRules['record/zone'], recordZoneHits],
  [dataPlaneRules['record/same-name'], sameRecordHits],
  [dataPlaneRules['authority/subject'], subjectHits],
  [dataPlaneRules['authority/lifetime'], lifetimeHits],
  [dataPlaneRules['authority/outlives-parent'], outlivingHits],
  [dataPlaneRules['authority/development'], developmentHits],
  [dataPlaneRules['authority/signer'], signerHits],
  [dataPlaneRules['authority/foreign-signer'], foreignSignerHits],
  [dataPlaneRules['authority/path-length'], pathLengthHits],
  [dataPlaneRules['rotation/unchanged-trust'], unchangedTrustHits],
  [dataPlaneRules['rotation/old-certificate'], oldCertificateHits],
  ...taskWideRules,
];
