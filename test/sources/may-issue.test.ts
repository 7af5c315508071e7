import { shownIn } from '../../sources/pem-facts';
import { issuers, leaves } from './issuers';

/** As `openssl verify` judges each of them against their root. */
it.each([
  ['an authority of any length of path', leaves.free + issuers.free, 1],
  ['one that signs only leaves, above a leaf', leaves.top + issuers.top, 1],
  ['one that signs only leaves, above an authority', leaves.low + issuers.low + issuers.top, 1],
  ['one without the usage keyCertSign', leaves.mute + issuers.mute, 0],
  ['what is not an authority', leaves.plain + issuers.plain, 0],
])('%s counts in a chain where it may sign', (_, pem, above) => {
  expect(shownIn(pem)?.above).toBe(above);
});
