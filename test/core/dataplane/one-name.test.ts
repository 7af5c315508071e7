import { check } from '../../../core/checker';
import { lower } from '../../../core/dataplane';
import { topologyOf } from '../../../core/topology';

type Tree = Readonly<Record<string, unknown>>;

/** A choir of two accounts. */
const choir = (changes: Tree) => {
  const result = topologyOf({
    mesh: 'choir',
    region: 'eu-west-2',
    owner: 'altos',
    dataPlane: 'app-mesh',
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

test('the names of services are of DNS: case does not distinguish them', () => {
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

describe('a host name that ACM refuses', () => {
  const found = (hostname: string) => {
    const topology = choir({
      workloads: {
        anna: { account: 'altos', listens: { protocol: 'http', port: 8080 }, calls: ['boris'] },
        boris: {
          account: 'basses',
          listens: { protocol: 'http', port: 8080 },
          discovery: { kind: 'dns', hostname },
        },
      },
    });
    const lowering = lower(topology);
    if (!lowering.ok) throw new Error('not lowered');
    const { lowered } = lowering.value;
    return {
      rules: lowering.findings.map(({ rule, summary }) => `${rule}: ${summary}`),
      verdicts: check(topology, lowered, []).edges.map(({ verdict }) => verdict),
      names: lowered.certificates.flatMap(({ source }) => (source.kind === 'issue' ? source.names : [])),
    };
  };

  test.each([
    ['first_bass.example', 'has an underscore'],
    ['bass', 'has only one label'],
    ['bass.e', 'has a last label of one character'],
    ['-bass.example', 'has a label with a hyphen at one end'],
    ['bass..example', 'has an empty label'],
    [`${'b'.repeat(64)}.example`, 'has a label of more than 63 characters'],
  ])('%s %s, and nothing presents the certificate', (hostname, why) => {
    const { rules, verdicts } = found(hostname);
    expect(rules).toContainEqual(
      `tls/certificate-name: the name "${hostname}" of certificate "boris" ${why}, and ACM refuses it`,
    );
    expect(verdicts).toEqual(['broken']);
  });

  test('is written otherwise, as the fix says, and capitals are ACM’s to lower', () => {
    expect(found('first-bass.example')).toMatchObject({ rules: [], verdicts: ['verified'] });
    expect(found('First-Bass.example')).toEqual({
      rules: [],
      verdicts: ['verified'],
      names: ['anna.altos.choir.internal', 'first-bass.example'],
    });
  });
});
