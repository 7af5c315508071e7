import { unique } from '../../base/collections';
import { endText } from '../edge';
import type { LabelledArrow, LabelledParts, PictureBox } from '../picture';
import { isDifferent, isMeasured, type LabResults, type MeasuredEdge } from './results';
import { dressOf } from './text';

/** A party of the mesh and where it is. */
export interface LabParty {
  /** `workload/<key>` or `gateway/<key>`. */
  readonly id: string;
  /** Key of its account. */
  readonly account: string;
}

/** The results as a picture: an area for each account, a box for each end, an arrow for each edge. */
export function drawn({ edges }: LabResults, parties: readonly LabParty[]): LabelledParts {
  const accounts = new Map(parties.map(({ id, account }) => [id, account]));
  const ends = edges.flatMap(({ client, server }) => [client, server]);
  return {
    boxes: unique([...parties.map(({ id }) => id), ...ends]).map((id) => boxOf(id, accounts)),
    arrows: edges.map(arrowOf),
  };
}

/** What the first part of an end's id means. */
const kinds: Readonly<Record<string, string>> = {
  workload: 'workload',
  gateway: 'gateway',
  'load-balancer': 'load balancer',
  service: 'service without a workload',
};

function boxOf(id: string, accounts: ReadonlyMap<string, string>): PictureBox {
  const [kind = '', ...rest] = id.split('/');
  const name = rest.join('/');
  if (name === '') return { id, name: id, what: 'callers', area: 'outside' };
  // A load balancer is in the account of its workload, and named after it.
  const account = accounts.get(id) ?? accounts.get(`workload/${name.replace(/:\d+$/, '')}`);
  return {
    id,
    name,
    what: kinds[kind] ?? kind,
    area: account === undefined ? 'in no account' : `account ${account}`,
  };
}

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
