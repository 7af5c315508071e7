const texts = { type: 'array', items: { type: 'string' } } as const;

const selector = {
  type: 'object',
  properties: {
    matchLabels: { type: 'object', additionalProperties: { type: 'string' } },
    matchExpressions: {
      type: 'array',
      items: {
        type: 'object',
        required: ['key', 'operator'],
        properties: { key: { type: 'string' }, operator: { type: 'string' }, values: texts },
      },
    },
  },
} as const;

/**
 * The custom resource that each EKS cluster has: security groups for pods
 * (https://docs.aws.amazon.com/eks/latest/userguide/security-groups-for-pods.html).
 */
export const securityGroupPolicies = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'securitygrouppolicies.vpcresources.k8s.aws' },
  spec: {
    group: 'vpcresources.k8s.aws',
    scope: 'Namespaced',
    names: {
      kind: 'SecurityGroupPolicy',
      listKind: 'SecurityGroupPolicyList',
      plural: 'securitygrouppolicies',
      singular: 'securitygrouppolicy',
      shortNames: ['sgp'],
    },
    versions: [
      {
        name: 'v1beta1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                properties: {
                  podSelector: selector,
                  serviceAccountSelector: selector,
                  securityGroups: {
                    type: 'object',
                    properties: { groupIds: { ...texts, minItems: 1, maxItems: 5 } },
                  },
                },
              },
            },
          },
        },
      },
    ],
  },
} as const;
