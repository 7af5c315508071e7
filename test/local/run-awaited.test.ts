import { meshspan, shop } from '../cli/world';
import { folderWith } from '../sources/folder';

const ARN = 'arn:aws:acm:eu-central-1:111111111111:certificate/11111111-2222-3333-4444-555555555555';
const written = shop.replace(
  'workloads:',
  `certificates: {site: {kind: acm, arn: "${ARN}"}}
workloads:
  site: {account: front, listens: {protocol: http, port: 81}, entry: {port: 443, tls: {certificate: site}}}`,
);

test('local run says at once what its empty AWS cannot have, and deploys nothing', async () => {
  const { PATH = '' } = process.env;
  const cwd = folderWith({ 'topology.yaml': written });
  const { code, err } = await meshspan(cwd, ['local', 'run'], { env: { PATH } });
  expect(code).toBe(1);
  expect(err).toContain(`\n  certificates.site: certificate "site", ${ARN}\n`);
  expect(err).toMatch(/run "meshspan deploy --local"\n$/);
  expect(err).not.toContain('starting a local AWS');
});
