import { endText } from '../edge';
import { boxesOf, type LabelledArrow, type LabelledParts, type PlacedParty } from '../picture';
import { isDifferent, isMeasured, type LabResults, type MeasuredEdge } from './results';
import { dressOf } from './text';

/** The results as a picture: an area for each account, a box for each end, an arrow for each edge. */
export const drawn = ({ edges }: LabResults, parties: readonly PlacedParty[]): LabelledParts => ({
  boxes: boxesOf(parties, edges),
  arrows: edges.map(arrowOf),
});

/** Id of the row that describes an edge on the page. */
export const rowOf = (index: number): string => `edge-${index}`;

function arrowOf(edge: MeasuredEdge, index: number): LabelledArrow {
  const { client, server, expected, measured } = edge;
  const dress = dressOf(edge);
  return {
    from: client,
    to: server,
    word: isMeasured(edge) ? `${isDifferent(edge) ? '≠ ' : ''}${measured}` : `${expected}?`,
    look: dress === 'faint' ? 'unmeasured' : `${dress}${isDifferent(edge) ? ' differs' : ''}`,
    sentence: `${endText(client)} calls ${endText(server)}${edge.port === undefined ? '' : ` on port ${edge.port}`}: ${resultText(edge)}`,
    more: rowOf(index),
  };
}

/** `mutual, as expected`. */
export const resultText = (result: Pick<MeasuredEdge, 'expected' | 'measured'>): string => {
  if (!isMeasured(result)) return `${result.expected} expected, not measurable here`;
  if (isDifferent(result)) return `${result.expected} expected, ${result.measured} measured`;
  return `${result.measured}, as expected`;
};
