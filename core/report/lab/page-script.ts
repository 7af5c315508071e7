/** The script of the page: every second it asks for the counters and writes them into their cells. */
export const labPageScript = `
'use strict';
const cells = new Map([...document.querySelectorAll('[data-live]')].map((cell) => [cell.dataset.live, cell]));
const write = (cell, text) => { if (cell && cell.textContent !== text) cell.textContent = text; };
async function refresh() {
  let said = 'live: counters are refreshed every second';
  try {
    const answer = await fetch('counters.json', { cache: 'no-store', signal: AbortSignal.timeout(5000) });
    const { edges } = await answer.json();
    edges.forEach((texts, index) => {
      for (const [name, text] of Object.entries(texts)) write(cells.get(index + ' ' + name), text);
    });
  } catch {
    said = 'the lab does not answer: it was stopped; the counters are the last ones';
  }
  write(document.getElementById('live'), said);
  setTimeout(refresh, 1000);
}
refresh();
`.trim();
