import { findEnvoy } from '../local/envoy';
import { cacheFolder } from '../local/packages';

/** Before the first test that runs a real Envoy: the tests get the one that the lab would run, as `MESHSPAN_ENVOY`. */
export default async function setUp(): Promise<void> {
  const found = await findEnvoy(cacheFolder());
  if (!found.ok) throw new Error(found.problem);
  process.env['MESHSPAN_ENVOY'] = found.binary;
}
