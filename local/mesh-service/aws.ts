import { fieldOf, parsedJson } from '../../core/base/json';
import { clientOfKey, localClient, type LocalClient, type LocalRequest } from '../client';
import { json } from '../requests';

/** An answer of AWS, or the one line in which it refuses. */
export type Told =
  | { readonly ok: true; readonly json: unknown }
  | { readonly ok: false; readonly code: string; readonly reason: string };

/** Asks the services of a local AWS, as one identity. */
export interface Asker {
  /** An operation that `x-amz-target` names: `acm`, `CertificateManager.ExportCertificate`. */
  target(service: string, target: string, input: object): Promise<Told>;
  /** What App Mesh's management service translates for a proxy. */
  stream(resourceArn: string): Promise<Told>;
}

const STREAM = '/envoy.service.discovery.v3.AggregatedDiscoveryService/StreamAggregatedResources';

/** The identity of an access key. */
export const askerOfKey = (url: string, region: string, key: string): Asker =>
  askerOf(clientOfKey(url, key, region));

/** App Mesh itself in each account: its service-linked role, which Cloud Map, ACM and AWS Private CA answer. */
export function controlPlane(url: string, region: string): (account: string) => Promise<Asker> {
  const known = new Map<string, Promise<Asker>>();
  return (account) => {
    const found = known.get(account) ?? localClient(url, account, region).then(askerOf);
    known.set(account, found);
    return found;
  };
}

function askerOf(client: LocalClient): Asker {
  const told = async (request: LocalRequest): Promise<Told> => {
    const { code, text } = await client.answer(request);
    const answered = parsedJson(text);
    if (code === undefined) return { ok: true, json: answered };
    const message = [fieldOf(answered, 'message'), fieldOf(answered, 'Message'), text].find(
      (each): each is string => typeof each === 'string',
    );
    return { ok: false, code, reason: `${code}: ${message?.split('\n')[0] ?? ''}` };
  };
  return {
    target: (service, target, input) => told(json(service, target, input)),
    stream: (resourceArn) =>
      told({
        service: 'appmesh',
        path: STREAM,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ node: { id: resourceArn } }),
      }),
  };
}
