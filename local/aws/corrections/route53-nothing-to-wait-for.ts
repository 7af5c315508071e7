import { textOf, type Correction } from './correction';

/** Changes are complete when the response is sent. */
export const route53NothingToWaitFor: Correction = {
  service: 'route53',
  operations: [
    'CreateHostedZone',
    'DeleteHostedZone',
    'ChangeResourceRecordSets',
    'AssociateVPCWithHostedZone',
    'DisassociateVPCFromHostedZone',
  ],
  // DEVIATION from Route 53: it always returns a change, whose progress can be queried.
  reason:
    'AWS needs some time until all its name servers have a change, so the provider first waits 10 to 30 seconds; here a change is complete at once, and without the id of a change the provider does not wait',
  moto: '5.2.5',
  seen: 'aws_route53_zone_association takes 15 seconds and more to create, and again to destroy',
  async answer(call, forward) {
    const answer = await forward(call);
    return answer.status < 300
      ? { ...answer, body: textOf(answer).replace(/<ChangeInfo>[\s\S]*?<\/ChangeInfo>/, '') }
      : answer;
  },
};
