export { boxesOf, type PlacedParty } from './boxes';
export { layoutOf } from './layout';
export type * from './parts';
export { pictureSvg, type LabelledArrow, type LabelledParts } from './svg';
