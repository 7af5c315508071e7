import type { Answer, Call } from '../call';
import { fieldsOf, targetAnswer, textField, type Fields } from '../json-protocol';
import type { Forward } from '../moto-proxy';
import { operationOf } from '../operation';
import { refusal } from '../rules';
import type { World } from '../world';
import { certificatesPart } from './certificate';
import { demandInput } from './inputs';
import { operations, summaryOf } from './operations';
import { requestCertificate } from './request';
import { validate } from './validation';

/**
 * AWS Certificate Manager, for the certificates that it requests: those of private authorities, and public ones that DNS
 * validates.
 * @returns nothing where the call isn't about one
 */
export async function requestedCertificateAnswer(
  world: World,
  call: Call,
  forward: Forward,
): Promise<Answer | undefined> {
  const [name, asked] = [operationOf(call), fieldsOf(call.body)];
  const authority = textField(asked, 'CertificateAuthorityArn');
  const isValidated = textField(asked, 'ValidationMethod') === 'DNS';
  if (name === 'RequestCertificate' && (authority !== undefined || isValidated))
    return await targetAnswer(call, () => {
      demandInput(name, asked);
      return requestCertificate(world, call, asked, authority);
    });
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  const certificate = world.part(certificatesPart)[textField(asked, 'CertificateArn') ?? ''];
  if (operation === undefined || certificate === undefined) return undefined;
  return await targetAnswer(call, async () => {
    // ACM does not show certificates of other accounts or regions.
    if (certificate.account !== call.caller.account || certificate.region !== call.region)
      throw refusal('acm/not-found', certificate.arn);
    demandInput(name, asked);
    await validate(certificate, call, forward, world);
    return await operation(certificate, asked, world);
  });
}

/** The caller's certificates that were requested, as `ListCertificates` lists them. */
export function requestedCertificates(world: World, { caller, region }: Call): readonly Fields[] {
  return Object.values(world.part(certificatesPart))
    .filter((one) => one.account === caller.account && one.region === region)
    .map((one) => summaryOf(one, world));
}
