import { checkSvg } from '../../../core/report/check-svg';
import type { PlacedEdge } from '../../../core/report';

const at = { file: 'mesh.yaml', line: 1, column: 1, path: ['workloads', 'ui'] };
const edge = (client: string, server: string, verdict: PlacedEdge['verdict']): PlacedEdge => ({
  at,
  client,
  server,
  port: 80,
  verdict,
  reason: 'both-verified',
  by: 'R6',
});

test('a picture is an SVG document for itself: a box for each party, and an arrow with its verdict for each edge', () => {
  const svg = checkSvg(
    [edge('workload/ui', 'workload/api', 'mutual'), edge('outside', 'load-balancer/ui:80', 'plaintext')],
    [
      { id: 'workload/ui', account: 'frontend' },
      { id: 'workload/api', account: 'backend' },
      { id: 'workload/idle', account: 'backend' },
    ],
  );
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" /);
  expect(svg).toMatch(/<\/svg>\n$/);
  for (const shown of [
    '>ui<',
    '>api<',
    '>idle<',
    'account frontend',
    'account backend',
    '>mutual<',
    '>plaintext<',
  ])
    expect(svg).toContain(shown);
  expect(svg).not.toContain('href=');
});

test('a name cannot become markup', () => {
  const svg = checkSvg([edge('workload/<b>', 'workload/api', 'mutual')], []);
  expect(svg).toContain('&lt;b&gt;');
  expect(svg).not.toContain('<b>');
});
