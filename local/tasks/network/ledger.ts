import { addressAt } from './addresses';
import type { Interface, Network, Subnet } from './network';

/** A network interface with its place on this machine. */
export interface PlacedInterface extends Interface {
  /** Where others reach it: a door is on each of its ports. */
  readonly address: string;
  /** Where its connections come from, and where its doors lead. */
  readonly inside: string;
  /** What `127.0.0.1` is there. */
  readonly local: string;
}

/** An interface that is to be; of a subnet that is not known there is none. */
export interface WantedInterface extends Pick<Interface, 'name' | 'owner' | 'groups'> {
  /** Id of its subnet. */
  readonly subnet: string;
}

/** All interfaces, as they are found by their addresses. */
export interface Ledger {
  /** Gives a new interface an address in a subnet, and its place. */
  readonly add: (wanted: WantedInterface) => PlacedInterface | undefined;
  /** Adds a caller from outside of all subnets, with an address of its own. */
  readonly addOutside: (name: string, ip: string) => PlacedInterface;
  /** Who connects from an address of this machine. */
  readonly from: (address: string) => PlacedInterface | undefined;
  /** Where an address of AWS is on this machine. An address that nobody has leads nowhere. */
  readonly faceOf: (ip: string) => string;
  /** Who is behind an address of this machine that others reach. */
  readonly behind: (address: string) => PlacedInterface | undefined;
}

/** AWS has the first four addresses of a subnet; these are given to interfaces from here on. */
const FIRST = 10;

/**
 * An empty ledger.
 * @param address a loopback address that nobody has
 */
export function newLedger(network: Network, address: () => string): Ledger {
  const nowhere = address();
  const byIp = new Map<string, PlacedInterface>();
  const byInside = new Map<string, PlacedInterface>();
  const byFace = new Map<string, PlacedInterface>();
  const given = new Map<string, number>();
  const placed = (one: Interface): PlacedInterface => {
    const whole = { ...one, address: address(), inside: address(), local: address() };
    byIp.set(one.ip, whole);
    byInside.set(whole.inside, whole).set(whole.local, whole);
    byFace.set(whole.address, whole);
    return whole;
  };
  const next = ({ id, cidr }: Subnet): string => {
    const position = given.get(id) ?? FIRST;
    given.set(id, position + 1);
    return addressAt(cidr, position);
  };
  return {
    add: ({ subnet: id, ...wanted }) => {
      const subnet = network.subnets.get(id);
      return subnet && placed({ ...wanted, ip: next(subnet), subnet });
    },
    addOutside: (name, ip) => placed({ name, owner: name, ip, groups: [] }),
    from: (from) => byInside.get(from),
    faceOf: (ip) => byIp.get(ip)?.address ?? nowhere,
    behind: (face) => byFace.get(face),
  };
}
