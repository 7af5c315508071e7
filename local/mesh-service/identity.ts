/** Whose configuration a proxy asks for. */
export interface Identity {
  readonly kind: 'virtualNode' | 'virtualGateway';
  readonly name: string;
}

/** The node or gateway of an `APPMESH_RESOURCE_ARN`; absent where it names none. */
export function identityOf(resourceArn: string): Identity | undefined {
  const [, kind, name] = /mesh\/[^/]+\/(virtualNode|virtualGateway)\/([^/]+)$/.exec(resourceArn) ?? [];
  return name !== undefined && (kind === 'virtualNode' || kind === 'virtualGateway')
    ? { kind, name }
    : undefined;
}
