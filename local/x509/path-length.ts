import { derOf } from './pem';
import { childrenOf, dottedOf, elementsOf } from './read-der';

const BASIC_CONSTRAINTS = '2.5.29.19';
const INTEGER = 0x02;
/** The tag of the extensions in a certificate (RFC 5280, 4.1). */
const EXTENSIONS = 0xa3;

/** How many authorities may follow below that of a certificate (RFC 5280, 4.2.1.9); undefined where nothing limits it. */
export function pathLengthOf(pem: string): number | undefined {
  const [certificate] = elementsOf(derOf('CERTIFICATE', pem) ?? Buffer.alloc(0)) ?? [];
  const [content] = childrenOf(certificate);
  const [extensions] = childrenOf(childrenOf(content).find(({ tag }) => tag === EXTENSIONS));
  const parts = childrenOf(extensions)
    .map((extension) => childrenOf(extension))
    .find(([id]) => dottedOf(id) === BASIC_CONSTRAINTS);
  const [constraints] = elementsOf(parts?.at(-1)?.content ?? Buffer.alloc(0)) ?? [];
  const length = childrenOf(constraints).find(({ tag }) => tag === INTEGER);
  return length === undefined || length.content.length === 0
    ? undefined
    : length.content.readUIntBE(0, length.content.length);
}
