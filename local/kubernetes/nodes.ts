import type { ApiClient } from './client';

/** A node as its cluster knows it. */
export interface NodeSpec {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** What pods can use of it, in Kubernetes' words: `{ cpu: '4', memory: '16Gi' }`. @default plenty */
  readonly capacity?: Readonly<Record<string, string>>;
}

const PLENTY = { cpu: '64', memory: '256Gi', pods: '110' } as const;

/** Adds a node. The rest of what a machine reports about itself comes from kwok. */
export async function addNode(api: ApiClient, { name, labels, capacity }: NodeSpec): Promise<void> {
  const all = { ...PLENTY, ...capacity };
  const path = `/api/v1/nodes/${name}`;
  const object = { apiVersion: 'v1', kind: 'Node', metadata: { name } };
  await api.apply(path, {
    ...object,
    metadata: { name, labels: { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', ...labels } },
  });
  await api.apply(`${path}/status`, { ...object, status: { capacity: all, allocatable: all } });
}

/** Removes a node, and so the pods on it. */
export async function removeNode(api: ApiClient, name: string): Promise<void> {
  await api.ask(`/api/v1/nodes/${name}`, { method: 'DELETE' });
}
