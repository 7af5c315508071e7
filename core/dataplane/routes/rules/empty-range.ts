import { isParameterRef } from '../../../topology';
import { DOCUMENTS } from '../../documents';
import { gatewayRoutesOf, routesOf } from '../walk';
import type { PlaneRule } from '../../contract';
import { hit } from '../../hit';

/** The end of a range is not part of it (Envoy API, `Int64Range`), so it must come after the start. */
export const emptyRange: PlaneRule = {
  id: 'route/empty-range',
  severity: 'error',
  sentence: 'the range of a header or of metadata has no number in it',
  source: DOCUMENTS.envoyRange,
  hitsOf: (topology) =>
    [...routesOf(topology), ...gatewayRoutesOf(topology)].flatMap(({ route: { at, match } }) =>
      [...match.headers, ...match.metadata].flatMap(({ name, match: range }) => {
        if (range.kind !== 'range') return [];
        const { start, end } = range;
        if (isParameterRef(start) || isParameterRef(end) || start < end) return [];
        const right = start > end ? `[${end}, ${start}]` : `[${start}, ${start + 1}]`;
        return [
          hit(
            at,
            `the range of ${JSON.stringify(name)} starts at ${start} and ends before ${end}, so no number is in it`,
            `write the start first, and the end behind the last number, such as range: ${right}`,
          ),
        ];
      }),
    ),
};
