const GUIDE = 'https://docs.aws.amazon.com/app-mesh/latest/userguide';
const API = 'https://docs.aws.amazon.com/app-mesh/latest/APIReference';
const PRIVATE_CA = 'https://docs.aws.amazon.com/privateca/latest/userguide';
const ROADMAP = 'https://github.com/aws/aws-app-mesh-roadmap/issues';
const ENVOY = 'https://www.envoyproxy.io/docs/envoy/latest/api-v3';

/** The documents that the rules of data planes, and of the check, refer to. */
export const DOCUMENTS = {
  envoyRoutes: `${ENVOY}/config/route/v3/route_components.proto`,
  envoyRegex: `${ENVOY}/type/matcher/v3/regex.proto`,
  envoyRange: `${ENVOY}/type/v3/range.proto`,
  tls: `${GUIDE}/tls.html`,
  mutualTls: `${GUIDE}/mutual-tls.html`,
  sharing: `${GUIDE}/sharing.html`,
  services: `${GUIDE}/virtual_services.html`,
  nodes: `${GUIDE}/virtual_nodes.html`,
  routers: `${GUIDE}/virtual_routers.html`,
  routes: `${GUIDE}/routes.html`,
  connectivity: `${GUIDE}/troubleshooting-connectivity.html`,
  pseudoHeaders: `${ROADMAP}/261`,
  gatewayHosts: `${API}/API_GatewayRouteHostnameMatch.html`,
  gatewayUser: 'https://github.com/aws/aws-app-mesh-examples/pull/293',
  gatewayRoutes: `${GUIDE}/gateway-routes.html`,
  china: 'https://docs.amazonaws.cn/en_us/aws/latest/userguide/app-mesh.html',
  types: `${API}/API_Types.html`,
  connectionPool: `${API}/API_VirtualNodeConnectionPool.html`,
  healthCheck: `${API}/API_HealthCheckPolicy.html`,
  matchRange: `${API}/API_MatchRange.html`,
  routeMatch: `${API}/API_HttpRouteMatch.html`,
  routeSpec: `${API}/API_RouteSpec.html`,
  egress: `${API}/API_EgressFilter.html`,
  acmTrust: `${API}/API_TlsValidationContextAcmTrust.html`,
  provider: 'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs',
  caModes: `${PRIVATE_CA}/short-lived-certificates.html`,
  caSharing: `${PRIVATE_CA}/pca-resource-sharing.html`,
  loadBalancer:
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',
  networkLoadBalancer:
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html',
  controller: `${GUIDE}/mesh-k8s-integration.html`,
  severalPorts: `${ROADMAP}/120`,
  routePorts: 'https://github.com/aws/aws-app-mesh-controller-for-k8s/issues/715',
  keyAlgorithms: `${ROADMAP}/469`,
} as const;
