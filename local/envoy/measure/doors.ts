import type { ProxySpec } from '../../../core/dataplane/envoy';
import type { Pki } from '../pki';
import type { Outcome } from '../report';
import { foreignLeaves } from './impostors';
import { admitted, firstAccepted } from './trials';
import { kept } from './kept';
import { exactOf } from './names';
import { inboundNameOf } from '../relocate';
import type { Lookups } from './lookups';
import type { Door } from './walk';

/** The doors of all proxies, by party id and the listener's port in the topology. */
export type Doors = ReadonlyMap<string, Door>;

export const doorId = (party: string, listener: number): string => `${party} ${listener}`;

export const doorsOf = (lookups: Lookups, proxies: readonly ProxySpec[]): Doors =>
  new Map(
    proxies.flatMap((proxy) => {
      const inbounds = new Map(proxy.inbound.map((inbound) => [inbound.name, inbound]));
      return (lookups.partyOf(proxy.id)?.listeners ?? []).flatMap((listener): [string, Door][] => {
        const inbound = inbounds.get(inboundNameOf(listener.port, listener.frontOf));
        if (inbound === undefined) return [];
        const socket = { address: proxy.bind, port: inbound.port };
        const { protocol } = inbound;
        return [
          [
            doorId(proxy.id, listener.port),
            {
              party: proxy.id,
              listener: listener.port,
              application: listener.frontOf ?? listener.port,
              protocol,
              socket,
              proxy,
            },
          ],
        ];
      });
    }),
  );

/** Whom a door lets in; each is tried once, whatever the number of callers. */
export interface DoorTrials {
  readonly plaintextCaller: () => Promise<Outcome>;
  readonly callerWithoutCertificate: () => Promise<Outcome>;
  readonly foreignCaller: () => Promise<Outcome>;
}

/** Trials of a door. */
export function doorTrialsOf(lookups: Lookups, pki: Pki, door: Door): DoorTrials {
  const tls = lookups.listenerOf(door.party, door.listener)?.tls;
  const validation = tls?.kind === 'mesh' ? tls.validation : undefined;
  const trusted = validation?.trust.authorities?.flatMap((key) => pki.authorities.get(key) ?? []);
  const permitted = validation?.names ?? [];
  return {
    plaintextCaller: kept(() => admitted(door, undefined)),
    callerWithoutCertificate: kept(() => admitted(door, {})),
    foreignCaller: kept(async () =>
      firstAccepted(await foreignLeaves(pki, exactOf(permitted), trusted), (certificate) =>
        admitted(door, { certificate }),
      ),
    ),
  };
}
