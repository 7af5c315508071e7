import { Script } from 'node:vm';
import { labPage, labPageScript, type LabPage } from '../../../../core/report';
import { differing, fine } from './results';

const page: LabPage = {
  mesh: 'shop',
  results: fine,
  differences: [],
  envoy: '1.40.0',
  seconds: 3,
  parties: [
    { id: 'workload/ui', account: 'front' },
    { id: 'workload/db', account: 'back' },
    { id: 'gateway/in', account: 'front' },
  ],
  attacks: { plaintext: 'a caller without TLS' },
  doors: [{ from: 'workload/ui', to: 'db:5432', address: '127.130.0.2', port: 5432, protocol: 'tcp' }],
};
const all = (html: string, pattern: RegExp): readonly string[] =>
  [...html.matchAll(pattern)].map(([, found = '']) => found);

it('every end is a box in the area of its account, also one that calls nothing', () => {
  const html = labPage(page);
  expect(new Set(all(html, /<g class="title">.*?<text[^>]*>([^<]*)/g))).toEqual(
    new Set(['outside', 'account front', 'account back']),
  );
  const boxes = all(html, /<g class="box">(.*?)<\/g>/g).map((box) =>
    all(box, /<text[^>]*>([^<]*)/g).join(', '),
  );
  expect(new Set(boxes)).toEqual(
    new Set(['outside, callers', 'ui:80, load balancer', 'ui, workload', 'db, workload', 'in, gateway']),
  );
});

it('each arrow has its verdict as a word and a colour, and leads to the row that says more', () => {
  const html = labPage(page);
  const arrows = [
    ...html.matchAll(/<a class="label ([^"]+)" href="#([^"]+)" aria-label="([^"]+)">.*?<text[^>]*>([^<]*)/g),
  ];
  const told = [
    [
      'unmeasured',
      'edge-0',
      'outside calls load-balancer/ui:80 on port 80: plaintext expected, not measurable here',
      'plaintext?',
    ],
    ['doubtful', 'edge-1', 'load-balancer/ui:80 calls ui on port 80: encrypted, as expected', 'encrypted'],
    ['good', 'edge-2', 'ui calls db on port 5432: mutual, as expected', 'mutual'],
  ];
  // Once for wide screens and once for narrow ones.
  expect(arrows.map(([, ...parts]) => parts)).toEqual([...told, ...told]);
  for (const [, id] of told) expect(html).toContain(`<tr role="row" id="${id}"`);
});

it('what differs is marked in the picture, in both tables and in a sentence', () => {
  const html = labPage({ ...page, results: differing, differences: ['ui -> db: <it differs>'] });
  expect(html).toContain('class="label bad differs"');
  expect(html).toContain('ui calls db on port 5432: mutual expected, plaintext measured');
  expect(html).toContain('class="word short bad">≠ plaintext</td>');
  expect(html).toContain('class="word short bad">≠ accepted</td>');
  expect(html).toContain('<li>ui -&gt; db: &lt;it differs&gt;</li>');
  expect(html).toMatch(/class="summary bad">[^<]*1 edge and 1 attack not as expected/);
  expect(labPage(page)).not.toContain('≠');
});

it('names are text, whatever they contain', () => {
  const name = '"><script>alert(1)</script>\u202E&';
  const html = labPage({
    ...page,
    mesh: name,
    parties: [{ id: `workload/${name}`, account: name }],
    attacks: { plaintext: name },
  });
  expect(all(html, /<(script)\b/g)).toHaveLength(1);
  expect(html).not.toContain('\u202E');
  expect(html).toContain('<h1>Lab of mesh &quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\\u202E&amp;</h1>');
});

it('a name that is too long for its box is cut, and shown whole in a title', () => {
  const key = 'a-workload-with-a-very-long-name';
  const html = labPage({ ...page, parties: [{ id: `workload/${key}`, account: 'front' }] });
  expect(html).toContain(`<g class="box"><title>${key}</title>`);
  expect(html).not.toContain(`>${key}</text>`);
  expect(html).toContain('>a-workload-with-a…</text>');
});

it('the page loads nothing, and its script has a cell for everything that it refreshes', () => {
  const html = labPage(page);
  expect(all(html, /\b(?:src|href)="([^"]*)"/g).filter((to) => !/^(#|data:,$)/.test(to))).toEqual([]);
  expect(html).not.toMatch(/url\((?!#)|@import|https?:\/\//);
  expect(html).toContain(`<script>${labPageScript}</script>`);
  expect(() => new Script(labPageScript)).not.toThrow();
  expect(all(html, /data-live="([^"]+)"/g)).toEqual(
    [0, 1, 2].flatMap((index) => ['requests', 'handshakes', 'failures'].map((name) => `${index} ${name}`)),
  );
});

it('a mesh without edges has a page', () => {
  const html = labPage({ ...page, results: { edges: [], attacks: [] }, parties: [] });
  expect(html).toContain('nothing was measured');
  expect(all(html, /<p class="faint">(none)/g)).toHaveLength(2);
});
