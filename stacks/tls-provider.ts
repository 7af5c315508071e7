import { TlsProvider } from '@cdktf/provider-tls/lib/provider';
import { Construct } from 'constructs';
import { providers } from '../core/planner';
import type { MeshStack } from './mesh-stack';

/** The provider that makes keys and certificates, once in a stack that needs it. */
export function addTlsProvider(stack: MeshStack): void {
  if (stack.node.tryFindChild('tls') !== undefined) return;
  new TlsProvider(new Construct(stack, 'tls'), 'provider');
  stack.addOverride('terraform.required_providers.tls', providers.tls);
}
