import { filesMoved } from '../../../local/tasks/task/managed';

test('files of secrets are where their mounts are on this machine, and nothing else differs', () => {
  const secret = (folder: string) => ({
    resources: [
      {
        name: '/keys/a',
        tls_certificate: {
          certificate_chain: { filename: `${folder}/a.pem` },
          private_key: { inline_string: '/keys/a.pem' },
          watched_directory: { path: folder },
        },
      },
    ],
  });
  expect(filesMoved(secret('/keys'), [{ path: '/keys', folder: '/tmp/volume' }])).toEqual(
    secret('/tmp/volume'),
  );
});
