import { addressesMoved, pathsMoved, type TaskPlace } from '../../../local/tasks/place/text';

const place: TaskPlace = {
  local: '127.130.0.1',
  inside: '127.130.0.2',
  loopback: (address) => address.replace('127.89', '127.130'),
};

test.each([
  ['http://127.0.0.1:4567/', 'http://127.130.0.1:4567/'],
  ['localhost', '127.130.0.1'],
  ['redis://localhost:6379', 'redis://127.130.0.1:6379'],
  ['0.0.0.0:80', '127.130.0.2:80'],
  ['127.89.10.20:5432', '127.130.10.20:5432'],
  ['exec 3<> /dev/tcp/127.0.0.1/9901 && :', 'exec 3<> /dev/tcp/127.130.0.1/9901 && :'],
  // Blocks, other numbers and other names stay.
  ['0.0.0.0/0', '0.0.0.0/0'],
  ['127.0.0.0/8', '127.0.0.0/8'],
  ['1.127.0.0.1', '1.127.0.0.1'],
  ['localhost.example.com my-localhost', 'localhost.example.com my-localhost'],
])('addresses in %j', (text, moved) => {
  expect(addressesMoved(text, place)).toBe(moved);
});

test('paths of mounts, of which the longest decides', () => {
  const mounts = [
    { path: '/etc/meshspan', folder: '/tmp/x/etc' },
    { path: '/etc/meshspan/stores/', folder: '/tmp/y' },
    { path: '/tmp', folder: '/tmp/z' },
  ];
  expect(pathsMoved('a=/etc/meshspan/stores/b;/etc/meshspan "/etc/meshspan/c" /tmp', mounts)).toBe(
    'a=/tmp/y/b;/tmp/x/etc "/tmp/x/etc/c" /tmp/z',
  );
});

test('a path that only begins or ends like a mount stays', () => {
  const mounts = [{ path: '/etc/mesh', folder: '/elsewhere' }];
  const text = '/etc/meshspan /var/etc/mesh /etc/mesh-2 /etc/mesh.old x/etc/mesh';
  expect(pathsMoved(text, mounts)).toBe(text);
});
