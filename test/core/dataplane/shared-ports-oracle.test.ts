import * as fc from 'fast-check';
import { judge } from '../../../core/judge';
import { source } from './written';

const KEYS = ['ant', 'bee', 'cow', 'dog', 'elk'] as const;
type Kind = 'http' | 'http2' | 'grpc' | 'tcp' | 'sealed';

/** A workload: what it speaks, where it listens, and the port at which a router of its own waits, if it has one. */
const animal = fc.record({
  kind: fc.constantFrom<Kind>('http', 'http2', 'grpc', 'tcp', 'sealed'),
  listens: fc.integer({ min: 1, max: 3 }),
  router: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
  calls: fc.subarray([...KEYS]),
});
const herds = fc.tuple(animal, animal, animal, animal, animal);

test('two services of a caller clash exactly where they have one port and one of them hides its host', () => {
  fc.assert(
    fc.property(herds, (herd) => {
      const animals = KEYS.map((key, index) => ({ key, ...herd[index] })) as readonly ({
        readonly key: (typeof KEYS)[number];
      } & (typeof herd)[number])[];
      const protocolOf = (kind: Kind): string => (kind === 'sealed' ? 'tcp' : kind);
      const result = judge(
        source({
          mesh: 'farm',
          region: 'eu-north-1',
          owner: 'barn',
          dataPlane: 'app-mesh',
          acceptEnded: true,
          accounts: { barn: { id: '555555555555', network: { cidr: '10.60.0.0/16' } } },
          authority: { kind: 'private-ca', commonName: 'farm root' },
          workloads: Object.fromEntries(
            animals.map(({ key, kind, listens, calls }) => [
              key,
              {
                account: 'barn',
                calls: calls.filter((each) => each !== key),
                listens: {
                  port: listens,
                  protocol: protocolOf(kind),
                  ...(kind === 'sealed' && { tls: 'application' }),
                },
              },
            ]),
          ),
          services: Object.fromEntries(
            animals.flatMap(({ key, kind, router }) =>
              router === undefined
                ? []
                : [
                    [
                      key,
                      {
                        routes: [{ to: key }],
                        routerListens: { port: router, protocol: protocolOf(kind) },
                      },
                    ],
                  ],
            ),
          ),
        }),
      );
      if (result.kind !== 'judged') throw new Error(JSON.stringify(result.findings));
      const broken = result.edges
        .filter(({ reason }) => reason === 'port-shared')
        .map(({ client, server }) => `${client} ${server}`);

      // A byte stream is in the way of whatever else is called on its port, and that of it.
      const byKey = new Map(animals.map((each) => [each.key, each]));
      const hides = (key: string): boolean => ['tcp', 'sealed'].includes(byKey.get(key as 'ant')?.kind ?? '');
      const portOf = (key: string): number | undefined => {
        const found = byKey.get(key as 'ant');
        return found?.router ?? found?.listens;
      };
      const expected = animals.flatMap(({ key, calls }) => {
        const others = calls.filter((each) => each !== key);
        return others
          .filter((one) => {
            const beside = others.filter((other) => other !== one && portOf(other) === portOf(one));
            return beside.length > 0 && [one, ...beside].some(hides);
          })
          .map((one) => `workload/${key} workload/${one}`);
      });
      expect(broken.toSorted()).toEqual(expected.toSorted());
    }),
    { numRuns: 150 },
  );
});
