import { resolve } from 'node:path';
import { counted } from '../../core/base/text';
import { jsonText } from '../../core/report';
import {
  answersOf,
  nextCommands,
  pipelineOf,
  pipelinePathOf,
  scaffoldOf,
  topologyFiles,
  type Answers,
  type ScaffoldFile,
} from '../../core/scaffold';
import { ExitCode } from '../io';
import { pipelineInput } from '../pipeline';
import { planFor } from '../plan';
import { reporting } from '../reporting';
import type { Session } from '../session';
import { asked } from './ask';
import { installationFor } from './installation';
import { contentsOf, placed, writeScaffold } from './place';

/** What `init` reports. */
interface Begun {
  /** As the user named it; absent: the current folder. */
  readonly folder?: string;
  readonly files: readonly string[];
}

const next = ({ folder }: Begun): readonly string[] => [
  ...(folder === undefined ? [] : [`cd ${/^[\w./-]+$/.test(folder) ? folder : JSON.stringify(folder)}`]),
  ...nextCommands,
];

const reports = {
  text: (begun: Begun): string =>
    [
      `wrote ${counted(begun.files.length, 'file')}: ${begun.files.join(', ')}`,
      '',
      'these deploy it to a local AWS, on this machine:',
      '',
      ...next(begun).map((command) => `    ${command}`),
      '',
      'README.md says what to change before you deploy it to AWS',
      '',
    ].join('\n'),
  json: (begun: Begun): string => jsonText({ version: 1, ...begun, next: next(begun) }),
};

/** `meshspan init` */
export const init = reporting(reports, async (session, report) => {
  const { io, folder } = session;
  const target = resolve(io.cwd, folder ?? '.');
  const present = contentsOf(target);
  if (present.length > 0) {
    io.err(
      `meshspan: ${folder === undefined ? 'this folder' : `folder "${folder}"`} is not empty (${someOf(present)}); name a folder that does not exist yet: meshspan init FOLDER\n`,
    );
    return ExitCode.Misuse;
  }
  const answered = await asked(session);
  if (answered.kind === 'refused') io.err(`meshspan: ${answered.problem}\n`);
  if (answered.kind === 'given-up') io.err('\nmeshspan: nothing was written\n');
  if (answered.kind !== 'answered') return ExitCode.Misuse;
  const answers = answersOf(answered.typed);
  const files = [...scaffoldOf(answers, installationFor(target))];
  const written = await placed(target, async (draft) => {
    writeScaffold(draft, files);
    const pipeline = await pipelineFile(session, draft, answers);
    if (pipeline === undefined) return false;
    writeScaffold(draft, pipeline);
    files.push(...pipeline);
    return true;
  });
  if (!written) return ExitCode.Findings;
  io.out(report({ ...(folder === undefined ? {} : { folder }), files: files.map(({ path }) => path) }));
  return ExitCode.Ok;
});

/** At most this many names of files are listed. */
const LISTED = 3;
const someOf = (names: readonly string[]): string =>
  [...names.slice(0, LISTED), ...(names.length > LISTED ? ['…'] : [])].join(', ');

/**
 * Checks and plans the topology that was written, and makes the pipeline of that plan; nothing, after the findings, where
 * the answers make a topology that cannot be deployed.
 */
async function pipelineFile(
  session: Session,
  folder: string,
  { form, pipeline }: Answers,
): Promise<readonly ScaffoldFile[] | undefined> {
  const inside: Session = {
    ...session,
    file: topologyFiles[form],
    io: { ...session.io, cwd: folder, env: {} },
  };
  const planned = await planFor(inside);
  if (typeof planned === 'number') return undefined;
  if (pipeline === 'none') return [];
  const input = await pipelineInput(inside, planned.deployable);
  return [{ path: pipelinePathOf(pipeline), text: pipelineOf(input, pipeline) }];
}
