import { parsedJson } from '../../../core/base/json';
import { json } from '../../requests';
import type { Account } from '../read/account';
import { stringAt } from '../read/json';

/** The certificate of a listener, with its key. */
export interface DoorCertificate {
  readonly chain: string;
  readonly key: string;
  /** The certificates that it chains to. */
  readonly authorities: string;
}

/** What a load balancer has inside of AWS: a certificate of its account with its key, also one that nobody exports. */
export async function doorCertificate({ client }: Account, arn: string): Promise<DoorCertificate> {
  const answer = parsedJson(
    await client.ask(json('acm', 'CertificateManager.CertificateOfListener', { CertificateArn: arn })),
  );
  const text = (name: string): string => stringAt(answer, name);
  const authorities = text('CertificateChain');
  return { chain: `${text('Certificate')}\n${authorities}`, key: text('PrivateKey'), authorities };
}
