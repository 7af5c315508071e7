import { installMoto, startMoto, type Moto } from '../../../local/moto';
import { cacheFolder } from '../../../local/packages';
import type { LocalAwsOptions } from '../../../local/aws/server';
import { newStage, type Stage } from './stage';

/** A stage whose other services moto answers, and what ends both. */
export interface MotoStage extends Stage {
  readonly moto: Moto;
  end(): Promise<void>;
}

export async function newMotoStage(options: LocalAwsOptions = {}): Promise<MotoStage> {
  const installed = await installMoto(cacheFolder());
  if (!installed.ok) throw new Error(installed.problem);
  const started = await startMoto(installed.python);
  if (!started.ok) throw new Error(started.problem);
  const { moto } = started;
  const stage = await newStage({ ...options, moto: moto.url });
  return {
    ...stage,
    moto,
    end: async () => {
      await stage.aws.close();
      await moto.stop();
    },
  };
}
