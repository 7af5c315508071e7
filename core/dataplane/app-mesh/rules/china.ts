import { unique } from '../../../base/collections';
import { at as thing } from '../../../topology';
import { DOCUMENTS } from '../../documents';
import { isInChina } from '../tls-flaws';
import { beliefsOf } from '../../beliefs';
import { hit } from '../../hit';
import type { AppMeshRule } from './rule';

/** In China App Mesh has neither meshes of several accounts nor TLS by private CAs (AWS in China, "App Mesh"). */
export const china: AppMeshRule = {
  id: 'app-mesh/china',
  severity: 'error',
  sentence: 'a mesh in China has several accounts, or TLS by private CAs',
  source: DOCUMENTS.china,
  hitsOf: (topology, lowered) => {
    if (!isInChina(topology)) return [];
    const members = unique([...lowered.parties, ...lowered.services].map(({ account }) => account)).filter(
      (account) => account !== topology.owner,
    );
    const certificates = lowered.certificates.filter(({ source }) => ['issue', 'acm'].includes(source.kind));
    const beliefs = beliefsOf(lowered).filter(({ trust }) => trust.kind === 'private-ca');
    return [
      ...members.map((member) =>
        hit(
          thing(topology.accounts, member).at,
          `the mesh would be shared with "${member}", and App Mesh does not support shared meshes in ${topology.region}`,
          `put its workloads and services into "${topology.owner}", or choose a region outside China`,
        ),
      ),
      ...certificates.map(({ at, key }) =>
        hit(
          at,
          `certificate "${key}" is from ACM, and App Mesh does not support private CAs in ${topology.region}`,
          "present it as a file: { kind: 'file', … }, or write tls: 'none' at the listener",
        ),
      ),
      ...beliefs.map(({ at, party }) =>
        hit(
          at,
          `"${party.key}" trusts a private CA, and App Mesh does not support private CAs in ${topology.region}`,
          "trust its chain file: { kind: 'file', chain: '…' }",
        ),
      ),
    ];
  },
};
