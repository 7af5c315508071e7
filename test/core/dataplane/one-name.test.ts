import { lower } from '../../../core/dataplane';
import { topologyOf } from '../../../core/topology';

type Tree = Readonly<Record<string, unknown>>;

/** A choir of two accounts. */
const choir = (changes: Tree) => {
  const result = topologyOf({
    mesh: 'choir',
    region: 'eu-west-2',
    owner: 'altos',
    acceptEnded: true,
    authority: { kind: 'private-ca', commonName: 'choir root' },
    accounts: {
      altos: { id: '111111111111', network: { cidr: '10.1.0.0/16' } },
      basses: { id: '222222222222', network: { cidr: '10.2.0.0/16' } },
    },
    workloads: {
      anna: { account: 'altos', listens: { protocol: 'http', port: 8080 } },
      boris: { account: 'basses', listens: { protocol: 'http', port: 8080 } },
    },
    ...changes,
  });
  if (!result.ok) throw new Error(result.findings.map(({ summary }) => summary).join('\n'));
  return result.value;
};

const lines = (changes: Tree): readonly string[] =>
  lower(choir(changes)).findings.map(({ rule, at }) => `${rule} at ${at.path.join('.')}`);

const direct = { anna: { to: 'anna' }, boris: { to: 'boris' } };

test('the second part of a route has a name that another route may have', () => {
  const split = (second: string) => ({
    ...direct,
    song: {
      account: 'basses',
      routes: [
        { name: 'hymn', priority: 10, prefix: '/hymn', to: { anna: 1, boris: 1 } },
        { name: second, priority: 20, to: 'boris' },
      ],
    },
  });
  expect(lines({ services: split('hymn-split') })).toEqual([
    'app-mesh/duplicate-name at services.song.routes.1',
  ]);
  expect(lines({ services: split('psalm') })).toEqual([]);
});

test('the names of services are of DNS: case does not tell them apart', () => {
  const song = (name: string) => ({ account: 'basses', name, routes: [{ to: 'boris' }] });
  const services = { ...direct, one: song('song.basses.choir.internal') };
  expect(lines({ services: { ...services, two: song('Song.basses.choir.internal') } })).toEqual([
    'app-mesh/duplicate-name at services.two',
  ]);
  expect(lines({ services: { ...services, two: song('psalm.basses.choir.internal') } })).toEqual([]);
});

test('a service that has the name of a workload in capitals needs no record of its own', () => {
  const services = { ...direct, boris: { name: 'Boris.Basses.choir.internal', to: 'boris' } };
  expect(choir({ services }).services['boris']?.resolvesByDiscovery).toBe(true);
});
