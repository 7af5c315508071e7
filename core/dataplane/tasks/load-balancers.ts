import type { Closed, Topology } from '../../topology';
import type { Lowered } from '../lowered';
import type { LoadBalancerSpec } from './specs';

/** The load balancers in front of the parties of a mesh. */
export const loadBalancersOf = (
  _topology: Closed<Topology>,
  _lowered: Closed<Lowered>,
): readonly LoadBalancerSpec[] => [];
