import type { LabResults } from '../../../../core/report';

const ui = 'workload/ui';
const db = 'workload/db';

const edge = {
  client: ui,
  server: db,
  service: 'db',
  port: 5432,
  dialled: 5432,
  expected: 'mutual',
  measured: 'mutual',
  peer: 'Hash=2f;Subject="";URI=spiffe://shop/ui;DNS=ui.shop.internal;DNS=ui',
  trials: [
    { trial: 'foreign-server', outcome: 'refused' },
    { trial: 'foreign-caller', outcome: 'accepted' },
    { trial: 'wrong-name', outcome: 'unmeasured' },
  ],
  counters: { 'client: cluster.db.ssl.handshake': 1, 'server: listener.5432.ssl.handshake': 1 },
};
const attack = {
  attack: 'plaintext',
  client: ui,
  server: db,
  service: 'db',
  port: 5432,
  expected: 'refused',
  measured: 'refused',
};

/** A lab in which everything was measured as expected, but for what ends at AWS. */
export const fine: LabResults = {
  edges: [
    {
      client: 'outside',
      server: 'load-balancer/ui:80',
      port: 80,
      expected: 'plaintext',
      measured: 'unmeasured',
      trials: [],
      counters: {},
    },
    {
      client: 'load-balancer/ui:80',
      server: ui,
      port: 80,
      expected: 'encrypted',
      measured: 'encrypted',
      trials: [],
      counters: { 'server: listener.80.ssl.handshake': 1 },
    },
    edge,
  ],
  attacks: [attack, { ...attack, attack: 'forged-xfcc' }],
};

/** The same, with an edge and an attack that differ. */
export const differing: LabResults = {
  edges: [...fine.edges.slice(0, 2), { ...edge, measured: 'plaintext' }],
  attacks: [{ ...attack, measured: 'accepted' }, ...fine.attacks.slice(1)],
};
