import { defined } from '../base/properties';
import { pathText, type Finding, type Place } from '../topology';

/** A place as JSON reports it: the path in the form that people read. */
export interface PlaceJson {
  readonly path: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

export interface FindingJson extends Omit<Finding, 'at'> {
  readonly at: PlaceJson;
}

export function placeJson({ path, file, line, column }: Place): PlaceJson {
  return {
    path: pathText(path),
    ...defined({ file, line, column }),
  };
}

export function findingJson({ rule, severity, at, summary, fix, accepted }: Finding): FindingJson {
  return { rule, severity, at: placeJson(at), summary, fix, ...defined({ accepted }) };
}
