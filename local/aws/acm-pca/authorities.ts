import { randomUUID } from 'node:crypto';
import { arnIn } from '../arn';
import { recordOf } from '../../../core/base/json';
import type { Call } from '../call';
import { objectField, textField, type Fields } from '../json-protocol';
import { refusal, type Refusal } from '../rules';
import type { Der } from '../../x509/der';
import { isKeyAlgorithm, isSigningAlgorithm, newKey, signingAlgorithms } from '../../x509/keys';
import { nameOf } from '../../x509/name';
import { requestOf } from '../../x509/request';
import type { Authority } from './authority';
import { tagsOf } from './tags';

/** Creates an authority: a key, and a request for a certificate. It can't issue before one is installed. */
export async function newAuthority(call: Call, asked: Fields, now: number): Promise<Authority> {
  const configuration = objectField(asked, 'CertificateAuthorityConfiguration');
  const { KeyAlgorithm: keyAlgorithm, SigningAlgorithm: algorithm } = configuration;
  if (!isKeyAlgorithm(keyAlgorithm)) throw unknown('KeyAlgorithm', keyAlgorithm);
  if (!isSigningAlgorithm(algorithm)) throw unknown('SigningAlgorithm', algorithm);
  if (signingAlgorithms[algorithm].family !== (keyAlgorithm.startsWith('RSA') ? 'rsa' : 'ec')) {
    throw refusal('acm-pca/arguments', `${algorithm} with a key of ${keyAlgorithm}`);
  }
  const type = textField(asked, 'CertificateAuthorityType');
  if (type !== 'ROOT' && type !== 'SUBORDINATE') throw unknown('CertificateAuthorityType', type);
  const usageMode = textField(asked, 'UsageMode') ?? 'GENERAL_PURPOSE';
  if (usageMode !== 'GENERAL_PURPOSE' && usageMode !== 'SHORT_LIVED_CERTIFICATE')
    throw unknown('UsageMode', usageMode);
  const key = await newKey(keyAlgorithm);
  const { region } = call;
  const { account } = call.caller;
  return {
    arn: arnIn(region, 'acm-pca', account, `certificate-authority/${randomUUID()}`),
    account,
    region,
    type,
    usageMode,
    keyStorage: textField(asked, 'KeyStorageSecurityStandard') ?? 'FIPS_140_2_LEVEL_3_OR_HIGHER',
    configuration,
    algorithm,
    key: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    request: requestOf(subjectName(configuration), key, algorithm),
    createdAt: now,
    status: 'PENDING_CERTIFICATE',
    changedAt: now,
    revocation: revocationOf(objectField(asked, 'RevocationConfiguration')),
    tags: tagsOf(asked),
    permissions: [],
    issued: {},
  };
}

/** AWS returns both methods of revocation, even where neither was requested; one that is off has no other settings. */
export function revocationOf(asked: Fields): Fields {
  for (const [name, one] of Object.entries(asked)) {
    const { Enabled: isOn, ...more } = recordOf(one);
    if (isOn === false && Object.values(more).some((value) => value !== null))
      throw refusal('acm-pca/revocation', name);
  }
  return { CrlConfiguration: { Enabled: false }, OcspConfiguration: { Enabled: false }, ...asked };
}

/** The distinguished name that a configuration requests, encoded. */
export function subjectName(configuration: Fields): Der {
  return nameOf(objectField(configuration, 'Subject'));
}

function unknown(field: string, value: unknown): Refusal {
  return refusal('acm-pca/malformed', `${field} ${String(value)}`);
}
