import { textOf, type Correction } from './correction';

/** Changes are done when they are answered. */
export const route53NothingToWaitFor: Correction = {
  service: 'route53',
  operations: [
    'CreateHostedZone',
    'DeleteHostedZone',
    'ChangeResourceRecordSets',
    'AssociateVPCWithHostedZone',
    'DisassociateVPCFromHostedZone',
  ],
  // DEVIATION from Route 53: it always names a change, whose progress can be asked for.
  reason:
    'AWS needs a while until all its name servers know of a change, so the provider first waits 10 to 30 seconds; here nothing is left to wait for, and without a named change it does not wait',
  moto: '5.2.5',
  seen: 'aws_route53_zone_association takes 15 seconds and more to create, and again to destroy',
  async answer(call, forward) {
    const answer = await forward(call);
    return answer.status < 300
      ? { ...answer, body: textOf(answer).replace(/<ChangeInfo>[\s\S]*?<\/ChangeInfo>/, '') }
      : answer;
  },
};
