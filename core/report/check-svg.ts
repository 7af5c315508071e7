import { VERDICTS } from '../checker';
import { endText, type PlacedEdge } from './edge';
import { boxesOf, pictureSvg, type LabelledArrow, type PlacedParty } from './picture';
import { dressOfVerdict } from './style';

/** Colours of light and dark pages, of which every text has a contrast of 4.5 or more. */
const STYLE = `
.picture { --paper: #fff; --ink: #1b1f24; --faint: #57606a; --line: #c5ccd3; --area: #f3f5f8; --box: #fff;
  --good: #116329; --doubtful: #7d4e00; --bad: #b3141f; background: var(--paper); font: 12px system-ui, sans-serif; }
@media (prefers-color-scheme: dark) { .picture { --paper: #0f1318; --ink: #e6eaef; --faint: #a3adb8; --line: #3b444e;
  --area: #181e25; --box: #222a33; --good: #56d364; --doubtful: #e3b341; --bad: #ff8f87; } }
.good { color: var(--good); } .doubtful { color: var(--doubtful); } .bad { color: var(--bad); }
.area { fill: var(--area); stroke: var(--line); }
.title text { font-weight: 600; fill: var(--faint); }
.box rect { fill: var(--box); stroke: var(--faint); } .box text { fill: var(--faint); }
.box .name { font-weight: 600; font-size: 13px; fill: var(--ink); }
.line { fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linejoin: round; } .head path { fill: currentColor; }
.label rect { fill: var(--area); stroke: currentColor; }
.label text { font-weight: 600; font-size: 11px; fill: currentColor; text-anchor: middle; }
`.trim();

/** The mesh as a picture for itself: an area for each account, and an arrow with its verdict for each edge. */
export function checkSvg(edges: readonly PlacedEdge[], parties: readonly PlacedParty[]): string {
  const parts = { boxes: boxesOf(parties, edges), arrows: edges.map(arrowOf) };
  const svg = pictureSvg(
    parts,
    'right',
    'accounts, their workloads and gateways, and a verdict for each edge',
  );
  return `${svg.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ').replace('\n', `\n<style>${STYLE}</style>\n`)}\n`;
}

const arrowOf = ({ client, server, port, verdict }: PlacedEdge): LabelledArrow => ({
  from: client,
  to: server,
  word: verdict,
  look: dressOfVerdict[verdict],
  sentence: `${endText(client)} calls ${endText(server)}${port === undefined ? '' : ` on port ${port}`}: ${VERDICTS[verdict]}`,
});
