import type { Closed, Topology } from '../../topology';
import type { PlaneFile } from '../contract';
import { bootstrapOf, secretFilesOf } from './bootstrap';
import type { EnvoyLowered } from './lowered';
import { proxiesOf } from './proxies';
import type { ProxySpec } from './specs';

/** The text of a proxy's `bootstrap.json`. */
export const bootstrapText = (proxy: ProxySpec): string => `${JSON.stringify(bootstrapOf(proxy), null, 2)}\n`;

/** What `synth` writes: for each proxy the content of the folder that it reads, except for certificates and keys. */
export const filesOfEnvoy = (
  topology: Closed<Topology>,
  lowered: Closed<EnvoyLowered>,
): readonly PlaneFile[] =>
  proxiesOf(topology, lowered).flatMap((proxy) => {
    const folder = `proxies/${proxy.kind}-${proxy.key}`;
    return [
      { path: `${folder}/bootstrap.json`, text: bootstrapText(proxy) },
      ...secretFilesOf(proxy).map(({ path, text }) => ({
        path: `${folder}${path.slice(proxy.folder.length)}`,
        text,
      })),
    ];
  });
