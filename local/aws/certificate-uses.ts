import type { Part, World } from './world';

/** The resources that present each certificate of ACM, by the certificate's ARN and then by theirs. */
export const certificateUsesPart: Part<Record<string, Record<string, true>>> = {
  name: 'certificate-uses',
  empty: () => ({}),
};

/** Records that a resource presents these certificates and no others. */
export function noteCertificates(
  world: World,
  resource: string,
  before: readonly string[],
  now: readonly string[],
): void {
  const uses = world.part(certificateUsesPart);
  for (const arn of before) {
    const users = uses[arn];
    if (users === undefined || now.includes(arn)) continue;
    delete users[resource];
    if (Object.keys(users).length === 0) delete uses[arn];
  }
  for (const arn of now) (uses[arn] ??= {})[resource] = true;
}

/**
 * The certificates that each listener of a load balancer presents, by the listener's ARN; the first is the default.
 * The listeners are in moto: the part is lost with it.
 */
export const listenerCertificatesPart: Part<Record<string, readonly string[]>> = {
  name: 'listener-certificates',
  empty: () => ({}),
};

/** The ARNs of the resources that present a certificate; of a listener, that of its load balancer. */
export function usersOfCertificate(world: World, arn: string): readonly string[] {
  const balancers = Object.entries(world.part(listenerCertificatesPart))
    .filter(([, certificates]) => certificates.includes(arn))
    .map(([listener]) => balancerOf(listener));
  return [...Object.keys(world.part(certificateUsesPart)[arn] ?? {}), ...new Set(balancers)];
}

const balancerOf = (listener: string): string =>
  listener.slice(0, listener.lastIndexOf('/')).replace(':listener/', ':loadbalancer/');
