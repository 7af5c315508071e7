/**
 * Services whose operations are form parameters: for an operation, the parameter with the ARN that it is about (Service
 * Authorization Reference, "AWS Elastic Load Balancing V2"). What only describes something is about nothing narrower.
 */
export const queryResources: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  elasticloadbalancing: { DeregisterTargets: 'TargetGroupArn', RegisterTargets: 'TargetGroupArn' },
};
