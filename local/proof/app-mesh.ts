import { fieldOf } from '../../core/base/json';
import { at } from '../../core/topology';
import { localClient } from '../client';
import type { Proof } from './proof';

/** The ARN that a caller's stack received is the one that App Mesh reports to the caller's account. */
export const appMesh: Proof = {
  async ask({ value, account, topology, url }) {
    const { mesh, region, accounts, owner } = topology;
    const client = await localClient(url, at(accounts, account).id, region);
    const name = value.split('/virtualService/').at(-1) ?? '';
    const path = `/v20190125/meshes/${encodeURIComponent(mesh.name)}/virtualServices/${encodeURIComponent(name)}?meshOwner=${at(accounts, owner).id}`;
    const answer: unknown = JSON.parse(await client.ask({ service: 'appmesh', path }));
    // The only member of the response is its body.
    const arn = textIn(answer, 'metadata', 'arn');
    const status = textIn(answer, 'status', 'status');
    const ok = arn === value && status === 'ACTIVE';
    const made = `the same, ${status}, created by account ${textIn(answer, 'metadata', 'resourceOwner')}`;
    return { ok, said: `App Mesh says: ${ok ? made : `${arn}, ${status}`}` };
  },
  look: 'appmesh list-meshes',
};

const textIn = (value: unknown, ...path: readonly string[]): string => String(fieldOf(value, ...path));
