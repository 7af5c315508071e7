import { certificatesPart } from '../acm/certificate';
import { globalArnIn, parsedArn } from '../arn';
import type { Answer, Call } from '../call';
import { listenerCertificatesPart } from '../certificate-uses';
import { defaultAccount } from '../credentials';
import type { Forward } from '../moto-proxy';
import { parametersOf } from '../query-protocol';
import type { World } from '../world';
import { targetCall, textOf, withBody, type Correction } from './correction';
import { elementText, refusedInXml, xmlResult } from './xml';

const namespace = 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/';

/** Listeners present certificates of ACM. */
export const elbv2ListenerCertificates: Correction = {
  service: 'elasticloadbalancing',
  operations: [
    'CreateListener',
    'ModifyListener',
    'DescribeListeners',
    'DescribeListenerCertificates',
    'AddListenerCertificates',
    'RemoveListenerCertificates',
    'DeleteListener',
    'DeleteLoadBalancer',
  ],
  reason:
    'a listener presents an issued certificate of its account and region, which is then in use; moto does not know the certificates of the local AWS, and refuses to change a listener of protocol TLS',
  moto: '5.2.5',
  seen: 'aws_lb_listener with certificate_arn of a private authority repeats CertificateNotFound for five minutes; `aws acm describe-certificate` shows no user',
  async answer(call, forward, world) {
    const asked = parametersOf(call);
    const wanted = certificatesIn(asked);
    // IAM's server certificates are moto's own.
    if (wanted.some((arn) => parsedArn(arn)?.service !== 'acm')) return await forward(call);
    const missing = await firstMissing(call, forward, world, wanted);
    if (missing !== undefined) return refusedInXml(call, namespace, 'elbv2/certificate-found', missing);
    const action = asked.get('Action') ?? '';
    const presented = world.part(listenerCertificatesPart);
    const listener = asked.get('ListenerArn') ?? '';
    const list = listOperations[action];
    const before = presented[listener];
    if (list !== undefined && before !== undefined) {
      const { now, shown } = list(before, wanted);
      presented[listener] = now;
      return listed(call, action, shown);
    }
    const answer = await forward(withoutCertificates(call, asked));
    if (answer.status !== 200) return answer;
    const xml = textOf(answer);
    noteChange(world, asked, wanted, elementText(xml, 'ListenerArn') ?? '');
    return { ...answer, body: withCertificates(xml, presented) };
  },
};

/** What a listener presents after an operation on its list, and what the response shows, of which the first is the default. */
interface Listed {
  readonly now: readonly string[];
  readonly shown: readonly (readonly [arn: string, isDefault: boolean])[];
}

const listOperations: Readonly<
  Record<string, (before: readonly string[], wanted: readonly string[]) => Listed>
> = {
  AddListenerCertificates: (before, wanted) => ({
    now: [...new Set([...before, ...wanted])],
    shown: wanted.map((arn) => [arn, false]),
  }),
  // The default certificate is only replaced, by ModifyListener.
  RemoveListenerCertificates: (before, wanted) => ({
    now: before.filter((arn, index) => index === 0 || !wanted.includes(arn)),
    shown: [],
  }),
  DescribeListenerCertificates: (before) => ({
    now: before,
    shown: before.map((arn, index) => [arn, index === 0]),
  }),
};

function listed(call: Call, action: string, shown: Listed['shown']): Answer {
  const members = shown
    .map(
      ([arn, isDefault]) =>
        `<member><CertificateArn>${arn}</CertificateArn><IsDefault>${isDefault}</IsDefault></member>`,
    )
    .join('');
  const result = `<${action}Result><Certificates>${members}</Certificates></${action}Result>`;
  return xmlResult(call, 200, `<${action}Response xmlns="${namespace}">${result}</${action}Response>`);
}

function noteChange(world: World, asked: URLSearchParams, wanted: readonly string[], listener: string): void {
  const presented = world.part(listenerCertificatesPart);
  const action = asked.get('Action') ?? '';
  if (action === 'CreateListener' && wanted.length > 0) presented[listener] = wanted;
  if (action === 'ModifyListener' && wanted.length > 0)
    presented[listener] = [...new Set([...wanted, ...(presented[listener] ?? []).slice(1)])];
  if (action === 'DeleteListener') delete presented[asked.get('ListenerArn') ?? ''];
  if (action === 'DeleteLoadBalancer') {
    const beginning = `${(asked.get('LoadBalancerArn') ?? '').replace(':loadbalancer/', ':listener/')}/`;
    for (const arn of Object.keys(presented)) if (arn.startsWith(beginning)) delete presented[arn];
  }
}

const member = /^Certificates\.member\.\d+\.CertificateArn$/;

const certificatesIn = (asked: URLSearchParams): readonly string[] =>
  [...asked].filter(([name]) => member.test(name)).map(([, arn]) => arn);

/** moto accepts any certificate of IAM for a new listener, and later requires that there is one. */
const placeholder = 'server-certificate/of-acm';

/** Protocols that moto gives to a new listener, but refuses for a changed one. */
const notModified: ReadonlySet<string> = new Set(['TLS', 'UDP', 'TCP_UDP']);

function withoutCertificates(call: Call, asked: URLSearchParams): Call {
  const isModified = asked.get('Action') === 'ModifyListener';
  const sent = [...asked].filter(
    ([name, value]) =>
      !name.startsWith('Certificates.') && !(isModified && name === 'Protocol' && notModified.has(value)),
  );
  const body = new URLSearchParams(sent);
  if (asked.get('Action') === 'CreateListener' && certificatesIn(asked).length > 0)
    body.set(
      'Certificates.member.1.CertificateArn',
      globalArnIn(call.region, 'iam', defaultAccount, placeholder),
    );
  return withBody(call, body.toString());
}

function withCertificates(xml: string, presented: Readonly<Record<string, readonly string[]>>): string {
  return xml
    .replaceAll(/<Certificates>(?:(?!<\/Certificates>)[\s\S])*<\/Certificates>/g, (block) =>
      block.includes(placeholder) ? '' : block,
    )
    .replaceAll(/<ListenerArn>([^<]*)<\/ListenerArn>/g, (element, arn: string) => {
      const [first] = presented[arn] ?? [];
      return first === undefined
        ? element
        : `<Certificates><member><CertificateArn>${first}</CertificateArn></member></Certificates>${element}`;
    });
}

async function firstMissing(
  call: Call,
  forward: Forward,
  world: World,
  wanted: readonly string[],
): Promise<string | undefined> {
  for (const arn of wanted) if (!(await isIssued(call, forward, world, arn))) return arn;
  return undefined;
}

async function isIssued(call: Call, forward: Forward, world: World, arn: string): Promise<boolean> {
  const own = world.part(certificatesPart)[arn];
  if (own !== undefined)
    return own.account === call.caller.account && own.region === call.region && own.content.kind === 'issued';
  const asked = targetCall(call, 'acm', 'CertificateManager.DescribeCertificate', { CertificateArn: arn });
  return (await forward(asked)).status === 200;
}
