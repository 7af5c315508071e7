/**
 * What `import … from 'meshspan'` means inside a topology file: everything of the library that is pure. It is handed
 * over as it runs, so that a topology needs no installed package and no second copy of the library.
 */
export {
  Authority,
  Certificate,
  endpoint,
  grpc,
  http,
  http2,
  loadBalancer,
  tcp,
  topology,
  Trust,
} from '../core/topology/write';
export { param, pathText, topologyOf } from '../core/topology';
export { lower } from '../core/dataplane';
export { planOf } from '../core/planner';
export { check, verdictsOf } from '../core/checker';
