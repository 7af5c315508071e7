import { randomBytes } from 'node:crypto';

/** A text that is nowhere else: the body of one request of the lab. */
export const newMarker = (): string => `meshspan-lab-${randomBytes(12).toString('hex')}`;

/** Such a text, when all of it is there. */
export const MARKER = /meshspan-lab-[0-9a-f]{24}/;
