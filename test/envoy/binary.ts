/** The Envoy that the tests run: `test/setup-envoy.ts` has found it. */
export function envoyBinary(): string {
  const found = process.env['MESHSPAN_ENVOY'];
  if (found === undefined) throw new Error('MESHSPAN_ENVOY is not set: run the jest project "envoy"');
  return found;
}
