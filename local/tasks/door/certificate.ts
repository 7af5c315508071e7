import { randomBytes } from 'node:crypto';
import { parsedJson } from '../../../core/base/json';
import { json } from '../../requests';
import type { Account } from '../read/account';
import { stringAt } from '../read/json';

/** The certificate of a listener, with its key. */
export interface DoorCertificate {
  readonly chain: string;
  readonly key: string;
  readonly passphrase: string;
  /** The certificates that it chains to. */
  readonly authorities: string;
}

/** What a load balancer does inside of AWS: it gets a certificate of its account with its key from ACM. */
export async function doorCertificate({ client }: Account, arn: string): Promise<DoorCertificate> {
  const passphrase = randomBytes(24).toString('hex');
  const answer = parsedJson(
    await client.ask(
      json('acm', 'CertificateManager.ExportCertificate', {
        CertificateArn: arn,
        Passphrase: Buffer.from(passphrase).toString('base64'),
      }),
    ),
  );
  const text = (name: string): string => stringAt(answer, name);
  const authorities = text('CertificateChain');
  return {
    chain: `${text('Certificate')}\n${authorities}`,
    key: text('PrivateKey'),
    passphrase,
    authorities,
  };
}
