import { forms, pipelineKinds, runners } from '../../core/scaffold';

/** Accounts as the option names them: one, two, and more than the two workloads need. */
const accounts = [
  'only=111111111111',
  'frontend=111111111111,backend=222222222222',
  'front-1=111111111111,back-1=222222222222,third=333333333333',
];

/** Options of `init`, by a name: every combination of answers. */
export const scaffolds: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  runners.flatMap((runs) =>
    [...pipelineKinds, 'none'].flatMap((pipeline) =>
      forms.flatMap((form) =>
        accounts.map((each) => {
          const options = { runs, pipeline, form, accounts: each, mesh: 'our-mesh', region: 'eu-central-1' };
          const words = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
          return [`${runs}, ${pipeline}, ${form}, ${each.split(',').length} accounts`, words];
        }),
      ),
    ),
  ),
);
