import type { Precondition } from 'cdktf';
import type { MeshStack } from './mesh-stack';
import { quoted } from './text';

/**
 * Conditions on what calls these services: each callee must be what was derived, where its stack has an output that
 * can be compared. The key of such an output is that of the service.
 * @param caller key of the workload or gateway, for the message
 * @param services keys of the services
 */
export function expectedCallees(
  { wiring }: MeshStack,
  caller: string,
  services: readonly string[],
): readonly Precondition[] {
  return wiring.confirmed(services).flatMap((wire) => {
    const { from, output, value, literal } = wire;
    if (literal === undefined || value.kind !== 'asset') return [];
    const received = wiring.received(wire);
    return [
      {
        condition: `\${${received} == ${quoted(literal)}}`,
        errorMessage:
          `"${caller}" calls "${value.key}", which stack "${from}" should have created as ${literal}, ` +
          `but ${output} is \${${received} == "" ? "missing" : ${received}}; ` +
          `apply "${from}" first, from the same topology, or set expectCallees to false`,
      },
    ];
  });
}
