import { X509Certificate } from 'node:crypto';
import { createPrivateKey } from 'node:crypto';
import { providers } from '../../core/planner';
import { inventoryOf } from '../../local/inventory';
import { development } from '../cases/pki';
import { requestsOf } from '../local/aws/requests';
import { tlsProviderMirror } from '../tls-provider';
import { changing, deployed, destroyed, held, newGround, type Ground } from './ground';

// A mesh is deployed, planned again and destroyed by the real Terraform, whose provider is built once: minutes.
jest.setTimeout(1_200_000);

let ground: Ground;
beforeAll(async () => {
  const { aws, tls } = providers;
  ground = await newGround([aws, tls], { mirrors: [await tlsProviderMirror()] });
});
afterAll(() => ground.end());

test('the real provider makes an authority and its certificates, which the tasks of each account can read', async () => {
  const stage = ground.stage('trial', development);
  const ids = Object.values(stage.topology.accounts).map(({ id }) => id);
  const left = () => inventoryOf(ground.aws.url, ids, stage.topology.region);
  const before = await left();
  await deployed(stage);

  for (const [account, workload, name] of [
    ['111111111111', 'web', 'web.main.trial.internal'],
    ['222222222222', 'api', 'api.back.trial.internal'],
  ] as const) {
    const requests = await requestsOf(ground.aws, account, 'eu-central-1');
    const secret = async (path: string): Promise<string> => {
      const asked = { SecretId: `trial/development/${path}` };
      return String(
        (await requests.target('secretsmanager', 'secretsmanager.GetSecretValue', asked)).json[
          'SecretString'
        ],
      );
    };
    const root = new X509Certificate(await secret('authority/root/ca.pem'));
    const leaf = new X509Certificate(await secret(`certificate/${workload}/chain.pem`));
    expect([root.ca, root.subject]).toEqual([true, 'O=trial\nCN=trial root']);
    expect([leaf.ca, leaf.verify(root.publicKey), leaf.subjectAltName]).toEqual([false, true, `DNS:${name}`]);
    expect(leaf.toLegacyObject().ext_key_usage).toEqual(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']);
    expect(leaf.checkPrivateKey(createPrivateKey(await secret(`certificate/${workload}/key.pem`)))).toBe(
      true,
    );
  }

  expect(await changing(stage)).toEqual([]);
  await destroyed(stage);
  expect(await held(stage)).toEqual({});
  expect(await left()).toEqual(before);
});
