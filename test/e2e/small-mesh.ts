import { write, type WrittenTopology } from '../../core/topology';

const { Authority, http } = write;

/** The smallest mesh that crosses accounts: a share, certificates and a call, and no network. Three stacks. */
export const smallMesh: WrittenTopology = {
  mesh: 'small',
  region: 'us-west-2',
  owner: 'front',
  dataPlane: 'app-mesh',
  acceptEnded: true,
  removalProtection: false,
  connect: 'none',
  accounts: {
    front: { id: '111111111111', role: 'deploy' },
    back: { id: '222222222222', role: 'deploy' },
  },
  authority: Authority.privateCa({ commonName: 'small root' }),
  workloads: {
    ui: {
      account: 'front',
      listens: http(80),
      calls: ['app'],
      discovery: { kind: 'dns', hostname: 'ui.example.com' },
    },
    app: { account: 'back', listens: http(8080), discovery: { kind: 'dns', hostname: 'app.example.com' } },
  },
};

export const smallMeshAccounts = ['111111111111', '222222222222'];
