import { run } from '../../cli/run';
import type { Io } from '../../cli/io';

export interface Told {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command in a folder and keeps what it says. */
export async function meshspan(cwd: string, words: readonly string[], more: Partial<Io> = {}): Promise<Told> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(words, {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    env: {},
    cwd,
    colours: { out: false, err: false },
    ...more,
  });
  return { code, out: out.join(''), err: err.join('') };
}

/** A mesh of two accounts with one call between them. */
export const shop = `mesh: shop
region: eu-central-1
owner: front
dataPlane: app-mesh
acceptEnded: true
removalProtection: false
parameters:
  image: {default: nginx}
  port: {type: number, default: 80}
tags: {image: {parameter: image}}
accounts:
  front: {id: "111111111111", profile: front, network: {cidr: 10.1.0.0/16}}
  back: {id: "222222222222", profile: back, network: {cidr: 10.2.0.0/16}}
authority: {kind: private-ca, commonName: shop root}
workloads:
  ui: {account: front, listens: {protocol: http, port: {parameter: port}}, calls: [db]}
  db: {account: back, listens: {protocol: tcp, port: 5432}}
`;
