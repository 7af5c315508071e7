import { isRecord, parsedJson } from '../core/base/json';
import type { Finding, Result } from '../core/topology';
import { fileFinding } from './file-finding';
import { textOf } from './read-text';

/**
 * The outputs in a file that has what `terraform output -json` prints. Those that are no texts are left out.
 * @param file how findings name it
 */
export function loadOutputs(path: string, file: string): Result<Readonly<Record<string, string>>> {
  const read = textOf(path, file);
  if (!read.ok) return { ...read, findings: read.findings.map(withFix) };
  const outputs = parsedJson(read.value);
  if (!isRecord(outputs) || !Object.values(outputs).every((output) => isRecord(output) && 'value' in output))
    return {
      ok: false,
      findings: [fileFinding('source/outputs', file, `"${file}" does not have the outputs of a stack`, FIX)],
    };
  const texts = Object.entries(outputs).flatMap(([name, output]) =>
    isRecord(output) && typeof output['value'] === 'string' ? [[name, output['value']] as const] : [],
  );
  return { ok: true, value: Object.fromEntries(texts), findings: [] };
}

const FIX = 'write it with: terraform -chdir=out/stacks/STACK output -json > STACK.json';

const withFix = (finding: Finding): Finding => ({ ...finding, fix: FIX });
