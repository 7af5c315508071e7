import type { AwsRule } from '../rule';

const model = 'App Mesh API model of 2019-01-25';
const reference = (shape: string): string => `App Mesh API reference, ${shape}`;
const sharing = 'App Mesh user guide, "Working with shared meshes"';

const notFound = { status: 404, code: 'NotFoundException' };
const badRequest = { status: 400, code: 'BadRequestException' };
const conflict = { status: 409, code: 'ConflictException' };
const inUse = { status: 409, code: 'ResourceInUseException' };
const forbidden = { status: 403, code: 'ForbiddenException' };

/** What App Mesh refuses. */
export const appMeshRules = {
  // Requests that violate the model, by the kind of limit.
  'app-mesh/type': {
    ...badRequest,
    sentence: 'a member has the type that the model requires',
    source: model,
  },
  'app-mesh/required': { ...badRequest, sentence: 'required members are given', source: model },
  'app-mesh/length': {
    ...badRequest,
    sentence: 'the length of texts and lists is within the limits',
    source: model,
  },
  'app-mesh/range': { ...badRequest, sentence: 'numbers are within their range', source: model },
  'app-mesh/pattern': { ...badRequest, sentence: 'texts match their pattern', source: model },
  'app-mesh/enum': { ...badRequest, sentence: 'a value is one of those listed', source: model },
  'app-mesh/one-of': { ...badRequest, sentence: 'a union has exactly one member', source: model },
  'app-mesh/next-token': {
    ...badRequest,
    sentence: 'a token for the next page comes from the previous page',
    source: 'assumed',
  },

  // Requests that violate the documentation.
  'app-mesh/route-kind': {
    ...badRequest,
    sentence: 'a route or gateway route has exactly one protocol',
    source: 'assumed',
  },
  'app-mesh/listener-needs-discovery': {
    ...badRequest,
    sentence: 'a virtual node with a listener has service discovery',
    source: reference('VirtualNodeSpec'),
  },
  'app-mesh/prefix': {
    ...badRequest,
    sentence: 'the prefix of a match starts with a slash',
    source: reference('HttpRouteMatch and HttpGatewayRouteMatch'),
  },
  'app-mesh/method-needs-service': {
    ...badRequest,
    sentence: 'a gRPC match with a method name has a service name',
    source: reference('GrpcRouteMatch'),
  },
  'app-mesh/health-check-port': {
    ...badRequest,
    sentence: 'the port of a health check is the port of its listener',
    source: reference('HealthCheckPolicy'),
  },
  'app-mesh/route-needs-port': {
    ...badRequest,
    sentence: 'each route of a virtual router with several listeners matches a port',
    source: 'aws-app-mesh-controller-for-k8s#715, which quotes the error',
  },
  'app-mesh/too-many-tags': {
    status: 400,
    code: 'TooManyTagsException',
    sentence: 'a resource has at most 50 tags',
    source: reference('TooManyTagsException'),
  },
  'app-mesh/reserved-tag': {
    ...badRequest,
    sentence: 'the keys of user-defined tags do not start with "aws:"',
    source: 'AWS tagging user guide, "Tag naming limits and requirements"',
  },

  // Names and references.
  'app-mesh/not-found': {
    ...notFound,
    sentence: 'everything that a request names exists',
    source: reference('NotFoundException'),
  },
  'app-mesh/name-taken': {
    ...conflict,
    sentence:
      'a name is unique in a mesh (that of a mesh: in its account and region), whichever account created the resource',
    source: 'assumed',
  },
  'app-mesh/client-token': {
    ...conflict,
    sentence: 'a client token is only used again for the same request',
    source: reference('ConflictException'),
  },
  'app-mesh/target-exists': {
    ...notFound,
    sentence: 'the virtual nodes that a route points to exist',
    source: 'aws-app-mesh-controller-for-k8s, which waits for the node; the error is assumed',
  },
  'app-mesh/provider-exists': {
    ...notFound,
    sentence: 'the provider of a virtual service exists',
    source: 'assumed',
  },
  'app-mesh/gateway-target-exists': {
    ...notFound,
    sentence: 'the virtual service that a gateway route points to exists',
    source: 'assumed',
  },

  // Deletions.
  'app-mesh/mesh-in-use': {
    ...inUse,
    sentence: 'a mesh is deleted after all resources in it',
    source: reference('DeleteMesh'),
  },
  'app-mesh/router-has-routes': {
    ...inUse,
    sentence: 'a virtual router is deleted after its routes',
    source: reference('DeleteVirtualRouter'),
  },
  'app-mesh/gateway-has-routes': {
    ...inUse,
    sentence: 'a virtual gateway is deleted after its gateway routes',
    source: reference('DeleteVirtualGateway'),
  },
  'app-mesh/node-is-target': {
    ...inUse,
    sentence: 'a virtual node is deleted after the routes that point to it',
    source: 'hashicorp/terraform-provider-aws#38444',
  },
  'app-mesh/node-is-provider': {
    ...inUse,
    sentence: 'a virtual node is deleted after the virtual services that use it as their provider',
    source: reference('DeleteVirtualNode'),
  },
  'app-mesh/router-is-provider': {
    ...inUse,
    sentence: 'a virtual router is deleted after the virtual services that use it as their provider',
    source: 'assumed, as for virtual nodes',
  },
  'app-mesh/service-is-target': {
    ...inUse,
    sentence: 'a virtual service is deleted after the gateway routes that point to it',
    source: 'assumed',
  },

  // Access.
  'app-mesh/not-shared': {
    ...forbidden,
    sentence: 'a mesh of another account cannot be used until it is shared and the share is accepted',
    source: `${sharing}; that the error is the same for a mesh that does not exist is assumed`,
  },
  'app-mesh/resource-arn': {
    ...badRequest,
    sentence: 'a proxy names a virtual node or a virtual gateway, by its ARN or from "mesh/" on',
    source: 'App Mesh user guide, "Envoy image", APPMESH_RESOURCE_ARN',
  },
  'app-mesh/own-configuration': {
    ...forbidden,
    sentence:
      'a proxy gets the configuration of a virtual node or virtual gateway of its own account and region',
    source: 'App Mesh user guide, "Envoy Proxy authorization"; the error is *assumed*',
  },
  'app-mesh/gateways-owner-only': {
    ...forbidden,
    sentence: 'only the mesh owner uses virtual gateways and gateway routes',
    source: `${sharing}: no such action is shared`,
  },
  'app-mesh/change-own-only': {
    ...forbidden,
    sentence: 'a resource is changed only by the account that created it',
    source: sharing,
  },
  'app-mesh/delete-own-only': {
    ...forbidden,
    sentence: 'a resource is deleted only by the account that created it or by the mesh owner',
    source: sharing,
  },
  'app-mesh/route-in-own-router': {
    ...forbidden,
    sentence: 'routes are added only by the account that created the virtual router',
    source: 'assumed: a route changes its router',
  },
  'app-mesh/tag-own-only': {
    ...forbidden,
    sentence: 'tags are listed and changed only by the account that created the resource',
    source: sharing,
  },
  'app-mesh/own-certificate': {
    ...badRequest,
    sentence: 'a listener presents only a certificate of the account that creates the resource',
    source: `${sharing}; the error is assumed`,
  },
  'app-mesh/certificate-arn': {
    ...badRequest,
    sentence: 'a listener presents a certificate from ACM, and trusts authorities of ACM Private CA',
    source: 'App Mesh user guide, "Transport Layer Security"; the error is assumed',
  },
  'app-mesh/own-namespace': {
    ...badRequest,
    sentence: 'a virtual node is found through a Cloud Map namespace of the account that creates it',
    source: `${sharing}; the error is assumed, and that a namespace which no account has is accepted is also assumed`,
  },
  'app-mesh/same-region': {
    ...badRequest,
    sentence: "certificates and certificate authorities are in the mesh's region",
    source: 'App Mesh user guide, "Transport Layer Security"; the error is assumed',
  },
} as const satisfies Readonly<Record<`app-mesh/${string}`, AwsRule>>;
