/** The pods that may use a role. */
export interface PodsOfRole {
  readonly clusterArn: string;
  readonly namespace: string;
  /** Name of their service account. */
  readonly serviceAccount: string;
}

/**
 * Statement by which EKS Pod Identity may give a role to pods with one service account of one cluster, and to no others,
 * whoever associates it (EKS user guide, "Create IAM role with trust policy required by EKS Pod Identity").
 */
export const podIdentityTrust = ({ clusterArn, namespace, serviceAccount }: PodsOfRole): object => ({
  Action: ['sts:AssumeRole', 'sts:TagSession'],
  Principal: { Service: 'pods.eks.amazonaws.com' },
  Condition: {
    StringEquals: {
      'aws:RequestTag/eks-cluster-arn': clusterArn,
      'aws:RequestTag/kubernetes-namespace': namespace,
      'aws:RequestTag/kubernetes-service-account': serviceAccount,
    },
  },
});
