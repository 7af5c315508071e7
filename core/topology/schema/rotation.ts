import { ROTATION_STEPS } from '../rotation';
import { key, object, word } from './scalar';

export const rotation = object({
  from: key.describe('Authority that is replaced. What names it means the one of the two whose turn it is.'),
  to: key.describe('Authority that takes its place.'),
  step: word(ROTATION_STEPS).describe(
    'trust: both are trusted, and from issues. issue: to issues. finish: only to is trusted. One deploy each, in this order.',
  ),
}).meta({
  id: 'rotation',
  description: 'One authority takes the place of another, in three deploys: docs/rotation.md.',
});
