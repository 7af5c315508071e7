export { differencesOf, type LabPlaces } from './differences';
export type * from './results';
export { labPage, type LabDoor, type LabPage } from './page';
export { labPageScript } from './page-script';
export { liveTexts, type LiveEdge } from './live';
export { labText, type LabRun } from './text';
