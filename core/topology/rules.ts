import { errorRow, rulesOf, warningRow } from './rule';

const PEERING = 'https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html';
const VPC_SIZE = 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html';

const ZONES = 'https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html';
const LOAD_BALANCER_ZONES =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html';
const SHARED_MESHES = 'https://docs.aws.amazon.com/app-mesh/latest/userguide/sharing.html';
const LOCK_TABLE = 'https://developer.hashicorp.com/terraform/language/backend/s3';

/** What is wrong with a topology, whatever its data plane. */
export const topologyRules = rulesOf({
  'topology/missing': errorRow('a required key is missing'),
  'topology/unknown-key': errorRow('a key is not known'),
  'topology/key': errorRow('a thing has a key that is not allowed'),
  'topology/value': errorRow('a value has the wrong type, or is out of range'),
  'topology/circular': errorRow('an object contains itself'),
  'topology/environment': errorRow(
    'the environment is named in the command, and the parameter that the topology uses as its environment has another value',
  ),
  'topology/owner': errorRow(
    'there are several accounts, and none of them is named as the owner of the mesh',
  ),
  'topology/region': errorRow('the region is not one that AWS has'),
  'topology/new-region': warningRow('the region is newer than the regions that this version knows'),
  'topology/unused': warningRow('something is written and has no effect'),

  'accept/unknown': errorRow('an accepted finding, or a feature that may be lost, does not exist'),
  'accept/error': errorRow('an error is accepted, and only warnings can be'),
  'accept/stale': warningRow('an accepted finding or loss does not occur'),

  'parameter/type': errorRow('the value of a parameter is not of the type that it declares'),
  'parameter/pattern': errorRow(
    'a pattern is not a regular expression, or the value of its parameter does not match it',
  ),
  'parameter/unknown': errorRow('a parameter is used or set, and not declared'),
  'parameter/misspelt': warningRow(
    'the environment offers a value under a name that no parameter has, and one has nearly that name',
  ),
  'parameter/open': errorRow('the plan computes with a parameter that has no value'),

  'account/unknown': errorRow('the account that is named does not exist'),
  'account/same-id': errorRow('two accounts have the same id'),
  'account/credentials': errorRow('an account has a role and a profile'),
  'account/ambient': warningRow(
    'several accounts have neither a role nor a profile, so that one set of credentials would sign in to all of them',
  ),
  'account/external-id': warningRow('an account has an external id and no role that would ask for it'),
  'account/role': errorRow('the role of an account belongs to another account'),
  'mesh/existing': errorRow(
    'the mesh exists, and the topology asks for something that belongs where the mesh is created',
    SHARED_MESHES,
  ),
  'mesh/shared-with': errorRow(
    'a mesh is shared with an account that needs no share, or that does not exist',
  ),
  'state/lock-table': warningRow(
    'state is also locked by a DynamoDB table, which Terraform deprecates',
    LOCK_TABLE,
  ),
  'state/shared-prefix': warningRow(
    'several topologies add to one mesh, and the states of this one have no prefix of their own',
  ),
  'account/namespace': errorRow('the namespace of an account is not a DNS name', 'RFC 1035'),
  'network/cidr': errorRow('a block of addresses is not IPv4, or its size does not suit a VPC', VPC_SIZE),
  'network/zones': errorRow('a zone is named twice, or is not in the region of the mesh', ZONES),
  'network/one-zone': warningRow('a network has a single availability zone', LOAD_BALANCER_ZONES),
  'network/overlap': errorRow('the networks of two connected accounts overlap', PEERING),
  'cluster/unknown': errorRow('the cluster that is named does not exist'),
  'cluster/keys': errorRow('a key of a cluster is of another kind, or of one that is created'),
  'runtime/cluster': errorRow('a runtime does not lead to one cluster of its account'),
  'runtime/keys': errorRow('a key of a runtime does nothing on the platform of its cluster'),
  'runtime/user': errorRow(
    'the user of a container is a name, and Kubernetes takes numbers',
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  ),
  'runtime/secrets': errorRow(
    'a secret is named as another platform names it',
    'https://kubernetes.io/docs/concepts/configuration/secret/',
  ),
  'runtime/replicas': errorRow('replicas.least of a runtime is above replicas.most'),

  'authority/unknown': errorRow('the authority that is named does not exist'),
  'authority/missing': errorRow('a certificate needs an authority, and the topology does not say which'),
  'authority/twice': errorRow('the topology has both "authority" and "authorities"'),
  'authority/parent': errorRow(
    "a root authority has a parent, a subordinate one that meshspan creates has none, or authorities are each other's parents",
  ),
  'rotation/authorities': errorRow(
    'an authority would take its own place, or ACM cannot issue from one of a rotation',
  ),
  'authority/keys-in-state': errorRow(
    'the keys of an authority for development would be in the states of Terraform, and the topology does not accept that',
  ),
  'authority/crl': errorRow('who reads the bucket of a CRL is said twice'),
  'certificate/unknown': errorRow('the certificate that is named does not exist'),
  'certificate/names': errorRow('a certificate has no name, and nothing that presents it has one'),
  'certificate/validity': errorRow(
    'a date of a certificate is not ISO 8601, or its validity ends before it begins',
    'RFC 5280',
  ),
  'certificate/pem': errorRow('a certificate refers to a PEM, which is read only when a file is loaded'),
  'store/unknown': errorRow('the store that is named does not exist'),
  'store/secret': errorRow('a store does not name its secret'),
  'store/access-point': errorRow('a store names an access point and no file system'),
  'store/issued': errorRow(
    'a store has names of a certificate without an authority that issues it, or an authority without names',
  ),
  'store/facts': errorRow('facts are stated of a certificate that is issued into a store'),
  'trust/empty': errorRow('a trust names no authority'),
  'trust/kind': errorRow('a trust in private CAs names an authority that is a file'),
  'trust/chain': errorRow('a trust in a file does not name the file'),

  'workload/unknown': errorRow('the workload that is named does not exist'),
  'discovery/namespace': errorRow(
    'the namespace of a discovery is not the one of its account, or has no name',
  ),
  'listener/same-port': errorRow('two listeners of a workload or gateway are on the same port'),
  'listener/certificate': errorRow('a listener has TLS and no certificate'),
  'entry/listener': errorRow('an entry does not lead to one listener'),
  'entry/passed': errorRow('an entry passes the bytes of its callers, and has TLS of its own'),
  'entry/redirect': errorRow(
    'an entry redirects to HTTPS, and has no TLS, or a load balancer that cannot redirect',
  ),
  'entry/sources': errorRow('an entry faces the internet and does not say who may connect'),
  'call/twice': errorRow('a workload calls the same service twice'),
  'call/unknown-service': errorRow('a call or a route of a gateway leads to a service that does not exist'),
  'call/trust-unknown': errorRow('the topology does not state what the policy of a call trusts'),

  'service/unknown': errorRow('the service that is named does not exist'),
  'service/router': errorRow('a service shares the router of one that has none'),
  'service/provider': errorRow('a service leads nowhere, or to several things at once'),
  'service/router-port': warningRow(
    'a service does not say where its router listens, and the workloads behind it listen on different ports',
    'https://github.com/aws/aws-app-mesh-controller-for-k8s/issues/37',
  ),
  'service/name': warningRow('the name of a service is outside the zone that meshspan creates'),
  'gateway/key': errorRow('a workload and a gateway have the same key'),
  'route/name': errorRow('one of several routes has no name, or two have the same'),
  'route/targets': errorRow('a route leads nowhere'),
});

export type TopologyRuleId = keyof typeof topologyRules;
