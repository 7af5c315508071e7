import { openParametersOf } from '../../../topology';
import { DNS_LABEL_OCTETS, DNS_NAME_OCTETS } from '../limits';
import { hit, type AppMeshRule } from './rule';

const LABEL = /^[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?$/;

/** Names in an issued certificate are DNS names, with a wildcard at most as the first label. */
export const certificateName: AppMeshRule = {
  id: 'tls/certificate-name',
  severity: 'error',
  sentence: 'a name in an issued certificate is not a DNS name',
  source: 'RFC 1035',
  hitsOf: (_, { certificates }) =>
    certificates.flatMap(({ key, at, source }) =>
      (source.kind === 'issue' ? source.names : []).flatMap((name) => {
        const wrong = openParametersOf(name).length > 0 ? undefined : problemOf(name);
        return wrong === undefined
          ? []
          : [
              hit(
                at,
                `the name "${name}" of certificate "${key}" ${wrong}`,
                'shorten the keys that it is made of, or name the workload by a discovery name of your own',
              ),
            ];
      }),
    ),
};

function problemOf(name: string): string | undefined {
  const labels = name.split('.');
  if (name.length > DNS_NAME_OCTETS) return `has ${name.length} octets, and DNS takes ${DNS_NAME_OCTETS}`;
  const long = labels.find((label) => label.length > DNS_LABEL_OCTETS);
  if (long !== undefined) return `has a label of ${long.length} octets, and DNS takes ${DNS_LABEL_OCTETS}`;
  const plain = labels[0] === '*' && labels.length > 1 ? labels.slice(1) : labels;
  return plain.every((label) => LABEL.test(label)) ? undefined : 'is no DNS name';
}
