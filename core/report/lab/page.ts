import { VERDICTS } from '../../checker';
import { endText } from '../edge';
import { escaped } from '../html';
import { pictureSvg, type PlacedParty } from '../picture';
import { drawn, rowOf } from './drawn';
import { labPageScript } from './page-script';
import { pageStyle } from './page-style';
import { isDifferent, isMeasured, type LabResults } from './results';
import { dressOf, labSummary, type LabRun } from './text';

/** Where the mesh can be called while the lab is up. */
export interface LabDoor {
  /** Who calls there: a party id, or `outside`. */
  readonly from: string;
  /** What answers. */
  readonly to: string;
  readonly address: string;
  readonly port: number;
  /** Protocol of the service; absent: whatever the entry takes. */
  readonly protocol?: string;
}

/** What the page of `lab --serve` shows. */
export interface LabPage extends LabRun {
  /** Name of the mesh. */
  readonly mesh: string;
  readonly parties: readonly PlacedParty[];
  /** What each attack does, by its name. */
  readonly attacks: Readonly<Record<string, string>>;
  readonly doors: readonly LabDoor[];
}

/** The page as one document: it loads nothing but its own `counters.json`. */
export function labPage(page: LabPage): string {
  const { mesh, results, differences, envoy, parties } = page;
  const title = `Lab of mesh ${mesh}`;
  const parts = drawn(results, parties);
  const name = `mesh ${mesh}: accounts, their workloads and gateways, and an arrow for each edge`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="icon" href="data:,">
<style>${pageStyle}</style>
</head>
<body>
<header>
<h1>${escaped(title)}</h1>
<p class="summary ${differences.length === 0 ? 'good' : 'bad'}">${escaped(labSummary(results, envoy))}</p>
<p class="faint" id="live" role="status">the counters are those at the start</p>
</header>
<main>
${differencesHtml(differences)}<section aria-labelledby="picture-heading">
<h2 id="picture-heading">Mesh</h2>
<div class="scroll" tabindex="0" role="region" aria-label="picture of the mesh">
${pictureSvg(parts, 'right', name)}
${pictureSvg(parts, 'down', name)}
</div>
${legendHtml(results)}
</section>
<section aria-labelledby="edges-heading">
<h2 id="edges-heading">Edges</h2>
${edgesHtml(results)}
</section>
<section aria-labelledby="doors-heading">
<h2 id="doors-heading">Call it</h2>
${doorsHtml(page.doors)}
</section>
<section aria-labelledby="attacks-heading">
<h2 id="attacks-heading">Attacks</h2>
${attacksHtml(page)}
</section>
</main>
<script>${labPageScript}</script>
</body>
</html>
`;
}

function differencesHtml(differences: readonly string[]): string {
  if (differences.length === 0) return '';
  const items = differences.map((sentence) => `<li>${escaped(sentence)}</li>`).join('\n');
  return `<section class="differences" aria-labelledby="differences-heading">
<h2 id="differences-heading" class="bad">Not as expected</h2>
<ul>
${items}
</ul>
</section>
`;
}

/** The words on the arrows, and what they mean. */
function legendHtml({ edges }: LabResults): string {
  const words = new Set(edges.flatMap(({ expected, measured }) => [expected, measured]));
  const rows = Object.entries(VERDICTS)
    .filter(([verdict]) => words.has(verdict))
    .map(
      ([verdict, meaning]) => [verdict, dressOf({ expected: verdict, measured: verdict }), meaning] as const,
    );
  const more = [
    ...(edges.some(isDifferent) ? [['≠', 'bad', 'measured otherwise than expected'] as const] : []),
    ...(edges.every(isMeasured)
      ? []
      : [['?', 'unmeasured', 'expected, and not measurable here: one end of it is a thing of AWS'] as const]),
  ];
  return `<dl>
${[...rows, ...more].map(([word, look, meaning]) => `<dt class="${look}">${word}</dt><dd>${escaped(meaning)}</dd>`).join('\n')}
</dl>`;
}

const edgeHead = [
  'client',
  'server',
  'service',
  'port',
  'expected',
  'measured',
  'requests',
  'handshakes',
  'failures',
];
const attackHead = ['attack', 'client', 'server', 'expected', 'measured', 'what it is'];

function edgesHtml({ edges }: LabResults): string {
  const rows = edges.map((edge, index) => {
    const live = (name: string): Cell => ({
      text: '0',
      attributes: ` class="number" data-live="${index} ${name}"`,
    });
    const cells = [
      { text: endText(edge.client) },
      { text: endText(edge.server) },
      { text: edge.service ?? '-' },
      short(edge.port === undefined ? '?' : String(edge.port)),
      short(edge.expected),
      measuredCell(edge),
      live('requests'),
      live('handshakes'),
      live('failures'),
    ];
    return rowHtml(edgeHead, cells, ` id="${rowOf(index)}" tabindex="-1"`);
  });
  return tableHtml(
    'What check says of each edge, what was measured, and what Envoy has counted, calls and attacks of the lab included',
    edgeHead,
    rows,
  );
}

function attacksHtml({ results, attacks: meanings }: LabPage): string {
  const rows = results.attacks.map((attack) =>
    rowHtml(
      attackHead,
      [
        short(attack.attack),
        { text: endText(attack.client) },
        { text: `${endText(attack.server)}${attack.port === undefined ? '' : `:${attack.port}`}` },
        short(attack.expected),
        measuredCell(attack),
        { text: meanings[attack.attack] ?? '', attributes: ' class="faint"' },
      ],
      '',
    ),
  );
  return tableHtml(
    'Attempts to get through where the topology allows nobody, or to pass as somebody else',
    attackHead,
    rows,
  );
}

const doorHead = ['as', 'what', 'where'];

function doorsHtml(doors: readonly LabDoor[]): string {
  const rows = doors.map((door) =>
    rowHtml(
      doorHead,
      [{ text: endText(door.from) }, { text: endText(door.to) }, { text: whereText(door) }],
      '',
    ),
  );
  return tableHtml(
    'Where this machine reaches the mesh: as the application of a workload does, or from outside',
    doorHead,
    rows,
  );
}

const whereText = ({ address, port, protocol }: LabDoor): string =>
  protocol === 'http'
    ? `curl http://${address}:${port}/`
    : `${address}:${port}${protocol === undefined ? '' : ` (${protocol})`}`;

interface Cell {
  readonly text: string;
  readonly attributes?: string;
}

const short = (text: string): Cell => ({ text, attributes: ' class="short"' });

const measuredCell = (result: { readonly expected: string; readonly measured: string }): Cell => ({
  text: `${isDifferent(result) ? '≠ ' : ''}${result.measured}`,
  attributes: ` class="word short ${isMeasured(result) ? dressOf(result) : 'unmeasured'}"`,
});

// On narrow screens a row is a block of lines, which is no table to a screen reader without these roles.
const rowHtml = (head: readonly string[], cells: readonly Cell[], attributes: string): string =>
  `<tr role="row"${attributes}>${cells
    .map(
      ({ text, attributes: own = '' }, index) =>
        `<td role="cell" data-head="${head[index] ?? ''}"${own}>${escaped(text)}</td>`,
    )
    .join('')}</tr>`;

const tableHtml = (caption: string, head: readonly string[], rows: readonly string[]): string =>
  rows.length === 0
    ? '<p class="faint">none</p>'
    : `<table role="table">
<caption>${caption}</caption>
<thead role="rowgroup"><tr role="row">${head.map((title) => `<th role="columnheader" scope="col">${title}</th>`).join('')}</tr></thead>
<tbody role="rowgroup">
${rows.join('\n')}
</tbody>
</table>`;
