import type { WrittenTopology } from '../../core/topology';
import { installAwsCommand } from '../../local/aws-command';
import { findEnvoy } from '../../local/envoy';
import { managementService } from '../../local/mesh-service';
import { cacheFolder } from '../../local/packages';
import { runTraffic, type TrafficReport } from '../../local/tasks';
import { newAuthority } from '../envoy/authority';
import { newRoot } from '../local/aws/authorities';
import { requestsOf } from '../local/aws/requests';
import type { Ground, Stage } from './ground';

const ACCOUNT = '111111111111';

/** The texts of secrets by their names: what somebody wrote before an example is deployed. */
async function textsOf(): Promise<Readonly<Record<string, string>>> {
  const authority = await newAuthority('third party');
  const [front, gateway, teller] = await Promise.all(
    [
      ['vas.example.com', 'vas-api.vas.vas.internal'],
      ['color-gateway.main.colors-files.internal'],
      ['color-teller.main.colors-files.internal'],
    ].map((names) => authority.issue(names)),
  );
  return {
    'vas/root': authority.pem,
    'vas/chain': front?.chain ?? '',
    'vas/key': front?.key ?? '',
    'colors/ca': authority.pem,
    'colors/gateway-cert': gateway?.chain ?? '',
    'colors/gateway-key': gateway?.key ?? '',
    'colors/teller-cert': teller?.chain ?? '',
    'colors/teller-key': teller?.key ?? '',
    'ai/api-key': 'secret',
  };
}

/** An example whose secrets and certificates exist. */
export interface Prepared {
  readonly written: WrittenTopology;
  /** Takes away what was made for it. */
  readonly end: () => Promise<void>;
}

/** Makes the secrets and certificates that a topology names but does not create, and puts their ARNs in. */
export async function prepared(url: string, written: WrittenTopology): Promise<Prepared> {
  const region = typeof written.region === 'string' ? written.region : undefined;
  const asked = await requestsOf({ url }, ACCOUNT, region);
  const texts = await textsOf();
  let text = JSON.stringify(written);
  const ends: (() => Promise<unknown>)[] = [];
  const of = (pattern: RegExp): readonly RegExpMatchArray[] => [
    ...new Map([...text.matchAll(pattern)].map((match) => [match[0], match])).values(),
  ];
  for (const [arn, Name = ''] of of(/arn:aws:secretsmanager:[\w-]+:\d{12}:secret:([\w/-]+)-AbCdEf/g)) {
    const secret = { Name, SecretString: texts[Name] ?? 'secret' };
    const { json } = await asked.target('secretsmanager', 'secretsmanager.CreateSecret', secret);
    const SecretId = String(json['ARN']);
    text = text.replaceAll(arn, SecretId);
    const removed = { SecretId, ForceDeleteWithoutRecovery: true };
    ends.push(() => asked.target('secretsmanager', 'secretsmanager.DeleteSecret', removed));
  }
  for (const [arn] of of(/arn:aws:acm:[\w-]+:\d{12}:certificate\/[\d-]+/g)) {
    const { arn: CertificateAuthorityArn } = await newRoot(asked);
    const certificate = { DomainName: 'colors.example.com', CertificateAuthorityArn };
    const { json } = await asked.target('acm', 'CertificateManager.RequestCertificate', certificate);
    const CertificateArn = String(json['CertificateArn']);
    text = text.replaceAll(arn, CertificateArn);
    ends.push(() => asked.target('acm', 'CertificateManager.DeleteCertificate', { CertificateArn }));
  }
  return {
    // Only ARNs differ.
    written: JSON.parse(text) as WrittenTopology,
    end: async () => {
      for (const end of ends) await end();
    },
  };
}

/** Runs the tasks of a stage that is deployed, and sends requests through its load balancers. */
export async function trafficOf({ aws }: Ground, { topology }: Stage): Promise<TrafficReport> {
  const envoy = await findEnvoy(cacheFolder());
  const command = await installAwsCommand(cacheFolder());
  if (!envoy.ok || !command.ok) throw new Error('Envoy or the command of AWS cannot be installed');
  const { region } = topology;
  const run = await runTraffic({
    url: aws.url,
    region,
    accounts: [...new Set(Object.values(topology.accounts).map(({ id }) => id))],
    tools: { envoy: envoy.binary, aws: command.command },
    management: managementService({ url: aws.url, region, interception: 'none' }),
    most: 1,
  });
  if (!run.ok) throw new Error(run.problem);
  return run.report;
}
