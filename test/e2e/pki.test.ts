import { X509Certificate } from 'node:crypto';
import type { WrittenTopology } from '../../core/topology';
import { inventoryOf } from '../../local/inventory';
import { hierarchy, publicFront } from '../cases/pki';
import { newRoot } from '../local/aws/authorities';
import { requestsOf, type Requests } from '../local/aws/requests';
import { changing, deployed, destroyed, held, newGround, type Ground } from './ground';

// Meshes are deployed, planned again and destroyed by the real Terraform: minutes.
jest.setTimeout(1_200_000);

let ground: Ground;
let owner: Requests;
let member: Requests;
beforeAll(async () => {
  ground = await newGround();
  owner = await requestsOf(ground.aws, '111111111111', 'eu-central-1');
  member = await requestsOf(ground.aws, '222222222222', 'eu-central-1');
});
afterAll(() => ground.end());

/** Deploys, looks, plans again without a change, and destroys without a trace. */
async function lives(name: string, written: WrittenTopology, look: () => Promise<void>): Promise<void> {
  const stage = ground.stage(name, written);
  const ids = Object.values(stage.topology.accounts).map(({ id }) => id);
  const left = () => inventoryOf(ground.aws.url, ids, stage.topology.region);
  const before = await left();
  await deployed(stage);
  await look();
  expect(await changing(stage)).toEqual([]);
  await destroyed(stage);
  expect(await held(stage)).toEqual({});
  expect(await left()).toEqual(before);
}

const acm = async (who: Requests, operation: string, asked: object = {}) =>
  (await who.target('acm', `CertificateManager.${operation}`, asked)).json;

/** The certificates that a certificate of an account is shown with, itself first. */
async function chainOf(who: Requests): Promise<readonly X509Certificate[]> {
  const listed = await acm(who, 'ListCertificates', {
    Includes: { keyTypes: ['RSA_2048', 'EC_prime256v1'] },
  });
  const [{ CertificateArn }] = listed['CertificateSummaryList'] as [{ CertificateArn: string }];
  const { Certificate, CertificateChain } = await acm(who, 'GetCertificate', { CertificateArn });
  const pems = `${String(Certificate)}\n${String(CertificateChain)}`.match(/-----BEGIN[^]*?-----END[^\n]*/g);
  return (pems ?? []).map((pem) => new X509Certificate(pem));
}

const commonName = ({ subject }: X509Certificate): string => /CN=(.*)/.exec(subject)?.[1] ?? '';

function expectSigned(chain: readonly X509Certificate[]): void {
  for (const [index, certificate] of chain.entries()) {
    const above = chain[index + 1] ?? certificate;
    expect([commonName(certificate), certificate.verify(above.publicKey)]).toEqual([
      commonName(certificate),
      true,
    ]);
    expect(Date.parse(certificate.validTo)).toBeLessThanOrEqual(Date.parse(above.validTo));
  }
}

test('a root, a regional and an issuing authority sign each other, and members present all of them', async () => {
  await lives('tree', hierarchy, async () => {
    const chain = await chainOf(member);
    expect(chain.map(commonName)).toEqual([
      'api.back.tree.internal',
      'tree issuing',
      'tree eu-central-1',
      'tree root',
    ]);
    expectSigned(chain);
  });
});

test('an issuing authority is signed by a root that exists, which stays', async () => {
  const { arn } = await newRoot(owner);
  const written: WrittenTopology = {
    ...hierarchy,
    authorities: {
      root: { kind: 'existing-ca', arn, keyAlgorithm: 'EC_prime256v1' },
      issuing: { kind: 'private-ca', commonName: 'tree issuing', level: 'subordinate', parent: 'root' },
    },
  };
  await lives('company', written, async () => {
    const chain = await chainOf(owner);
    expect(chain.map(commonName)).toEqual(['web.main.tree.internal', 'tree issuing', 'yelb root']);
    expectSigned(chain);
  });
});

test('a public certificate is issued by its record, and leaves with it', async () => {
  await lives('front', publicFront, async () => {
    const listed = await acm(owner, 'ListCertificates');
    expect(listed['CertificateSummaryList']).toContainEqual(
      expect.objectContaining({ DomainName: 'shop.example.com', Status: 'ISSUED', InUse: true }),
    );
  });
});
