import type { WrittenTopology } from '../../core/topology';
import { newCertificate } from '../local/aws/private-certificate';
import { requestsOf } from '../local/aws/requests';

const certificateArn = /arn:aws:acm:([\w-]+):(\d{12}):certificate\/[\da-f-]+/g;

/** A topology with the ARNs of certificates that a local AWS has, in place of those that it names. */
export async function withExistingCertificates(
  url: string,
  written: WrittenTopology,
): Promise<WrittenTopology> {
  let text = JSON.stringify(written);
  const named = new Map([...text.matchAll(certificateArn)].map((match) => [match[0], match]));
  for (const [arn, [, region, account = '']] of named)
    text = text.replaceAll(arn, await newCertificate(await requestsOf({ url }, account, region)));
  // Nothing but ARNs is another one.
  return JSON.parse(text) as WrittenTopology;
}
