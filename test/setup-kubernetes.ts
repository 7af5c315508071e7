import { installKubernetes, installProvider } from '../local/kubernetes';
import { cacheFolder } from '../local/packages';

/** Before the first test that needs them: builds the programs, minutes on the first run, or says what is missing. */
export default async function setUp(): Promise<void> {
  const options = {
    onBuild: (folder: string) => process.stderr.write(`building once, for minutes: ${folder}\n`),
  };
  for (const install of [installKubernetes, installProvider]) {
    const installed = await install(cacheFolder(), options);
    if (!installed.ok) throw new Error(installed.problem);
  }
}
