/** The style sheet of the page: dark and light, wide and narrow; every colour of text has a contrast of 4.5 or more. */
export const pageStyle = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1b1f24; --faint: #57606a; --line: #c5ccd3; --area: #f3f5f8; --box: #fff;
  --good: #116329; --doubtful: #7d4e00; --bad: #b3141f; --focus: #0550ae; }
@media (prefers-color-scheme: dark) { :root { --paper: #0f1318; --ink: #e6eaef; --faint: #a3adb8; --line: #3b444e; --area: #181e25;
  --box: #222a33; --good: #56d364; --doubtful: #e3b341; --bad: #ff8f87; --focus: #79c0ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1280px; padding: 16px 24px 32px; background: var(--paper); color: var(--ink);
  font: 15px/1.45 system-ui, sans-serif; }
h1 { margin: 0; font-size: 22px; overflow-wrap: anywhere; } h2 { margin: 24px 0 8px; font-size: 17px; }
header p { margin: 4px 0 0; } .summary { font-weight: 600; } .faint { color: var(--faint); font-size: 13px; }
.good { color: var(--good); } .doubtful { color: var(--doubtful); } .bad { color: var(--bad); } .unmeasured { color: var(--faint); }
.differences { margin-top: 12px; border: 2px solid var(--bad); border-radius: 8px; padding: 8px 16px; } .differences h2 { margin: 0; }
.scroll { overflow-x: auto; } :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.picture { display: block; width: 100%; max-width: var(--width); min-width: calc(var(--width) * 0.75); height: auto; margin: 0 auto; }
.picture.down { display: none; }
.area { fill: var(--area); stroke: var(--line); }
.title text { font: 600 12px system-ui, sans-serif; fill: var(--faint); stroke: var(--area); stroke-width: 4; paint-order: stroke; }
.box rect { fill: var(--box); stroke: var(--faint); } .box text { font: 12px system-ui, sans-serif; fill: var(--faint); }
.box .name { font: 600 13px system-ui, sans-serif; fill: var(--ink); }
.line { fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linejoin: round; } .head path { fill: currentColor; }
.line.unmeasured, .line.differs { stroke-dasharray: 5 4; }
.label rect { fill: var(--area); stroke: currentColor; } .label text { font: 600 11px system-ui, sans-serif; fill: currentColor; text-anchor: middle; }
.label.differs rect { fill: var(--bad); } .label.differs text { fill: var(--paper); }
.label:focus-visible { outline: none; } .label:focus-visible rect { stroke: var(--focus); stroke-width: 3; }
table { width: 100%; border-collapse: collapse; font-size: 14px; } caption { text-align: left; color: var(--faint); font-size: 13px; padding: 0 0 6px; }
th, td { text-align: left; padding: 5px 14px 5px 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
th, .short { white-space: nowrap; overflow-wrap: normal; }
th { color: var(--faint); font-weight: 600; } .number { font-variant-numeric: tabular-nums; } .word { font-weight: 600; }
tr:target { background: var(--area); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 12px; margin: 10px 0 0; font-size: 13px; }
dt { font-weight: 600; } dd { margin: 0; color: var(--faint); }
@media (max-width: 700px) {
  body { padding: 12px; } .picture.right { display: none; } .picture.down { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody, tr, td, caption { display: block; } tr { border-bottom: 1px solid var(--line); padding: 8px 0; }
  td { border: 0; padding: 1px 0 1px 104px; position: relative; min-height: 22px; }
  td::before { content: attr(data-head); position: absolute; left: 0; color: var(--faint); font-size: 13px; }
}
`.trim();
