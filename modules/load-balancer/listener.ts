import { LbListener, type LbListenerDefaultAction } from '@cdktf/provider-aws/lib/lb-listener';
import { Construct } from 'constructs';

/** TLS 1.3 and 1.2 with forward secrecy alone (Elastic Load Balancing, "Security policies"). */
const TLS_POLICY = 'ELBSecurityPolicy-TLS13-1-2-2021-06';

export interface ListenerProps {
  readonly loadBalancerArn: string;
  readonly port: number;
  readonly protocol: 'HTTP' | 'HTTPS' | 'TCP' | 'TLS';
  /** ARN in ACM; with HTTPS and TLS. */
  readonly certificateArn?: string;
  readonly action: ListenerAction;
}

export type ListenerAction =
  | { readonly kind: 'forward'; readonly targetGroupArn: string }
  /** To HTTPS on that port of the same host. */
  | { readonly kind: 'redirect'; readonly port: number };

/** Where a load balancer listens. */
export class Listener extends Construct {
  /** The target group that it forwards to, once it does; empty of one that redirects. */
  readonly forwardedTo: string;

  constructor(scope: Construct, id: string, props: ListenerProps) {
    super(scope, id);
    const { loadBalancerArn, port, protocol, certificateArn, action } = props;
    const made = new LbListener(this, id, {
      loadBalancerArn,
      port,
      protocol,
      ...(certificateArn === undefined ? {} : { certificateArn, sslPolicy: TLS_POLICY }),
      defaultAction: [actionOf(action)],
    });
    this.forwardedTo = action.kind === 'forward' ? made.defaultAction.get(0).targetGroupArn : '';
  }
}

const actionOf = (action: ListenerAction): LbListenerDefaultAction =>
  action.kind === 'forward'
    ? { type: 'forward', targetGroupArn: action.targetGroupArn }
    : {
        type: 'redirect',
        redirect: { protocol: 'HTTPS', port: String(action.port), statusCode: 'HTTP_301' },
      };
