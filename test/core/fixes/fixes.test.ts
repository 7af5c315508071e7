import { allRules } from '../../../sources/all-rules';
import { FIXES } from '../../../core/checker/rules/broken';
import { pathText } from '../../../core/topology';
import { changesOf, foundIn, mesh, written, type FixCase } from './followed';
import { accountFixes } from './accounts';
import { adoptedFixes } from './adopted';
import { appMeshFixes } from './app-mesh';
import { brokenFixes } from './broken';
import { certificateFixes } from './certificates';
import { moreAppMeshFixes } from './app-mesh-more';
import { controllerFixes } from './controllers';
import { clusterFixes } from './clusters';
import { discoveryFixes } from './discovery';
import { moreTlsFixes } from './tls-more';
import { entryFixes } from './entries';
import { envoyFixes } from './envoy';
import { formFixes } from './forms';
import { frontFixes } from './fronts';
import { listenerFixes } from './listeners';
import { hierarchyFixes } from './hierarchies';
import { publicFixes } from './public-certificates';
import { parameterFixes } from './parameters';
import { passingFixes } from './passing';
import { planFixes } from './plan';
import { podFixes } from './pods';
import { portFixes } from './ports';
import { rotationFixes } from './rotation';
import { routeFixes } from './routes';
import { runtimeFixes } from './runtimes';
import { storeFixes } from './stores';
import { timeFixes } from './certificate-times';
import { tlsFixes } from './tls';
import { topologyFixes } from './topology';
import { undecidedFixes } from './undecided';
import { valueFixes } from './values';
import { workloadFixes } from './workloads';

const cases: readonly FixCase[] = [
  ...topologyFixes,
  ...accountFixes,
  ...adoptedFixes,
  ...formFixes,
  ...discoveryFixes,
  ...certificateFixes,
  ...hierarchyFixes,
  ...publicFixes,
  ...workloadFixes,
  ...runtimeFixes,
  ...clusterFixes,
  ...podFixes,
  ...storeFixes,
  ...frontFixes,
  ...listenerFixes,
  ...entryFixes,
  ...valueFixes,
  ...routeFixes,
  ...portFixes,
  ...timeFixes,
  ...appMeshFixes,
  ...moreAppMeshFixes,
  ...controllerFixes,
  ...passingFixes,
  ...envoyFixes,
  ...tlsFixes,
  ...moreTlsFixes,
  ...undecidedFixes,
  ...brokenFixes,
  ...planFixes,
  ...rotationFixes,
  ...parameterFixes,
];

/** Fixes that are not typed into a topology. */
const elsewhere: Readonly<Record<string, string>> = {
  'certificate/pem': 'the command reads the file that the fix asks for; test/sources does',
  'topology/circular': 'only a program can contain itself; test/core/topology has it',
  'plan/output-name': 'no keys that the schema accepts lead to one name; test/core/planner has a twin',
  'plan/circle': 'no topology leads to one; test/core/planner has a circle of stacks',
};

describe('a fix', () => {
  it.each(
    cases.map((each) => [`${each.rule}${each.what === undefined ? '' : `: ${each.what}`}`, each] as const),
  )(
    'of %s can be followed',
    (_, { rule, mistake, typed = {}, also = {}, set, setThen, options, optionsThen }) => {
      const before = written(mesh, mistake);
      const found = foundIn(before, { ...options, ...(set && { values: set }) });
      const reported = found.filter((finding) => finding.rule === rule);
      expect({ found, reported }).not.toEqual({ found, reported: [] });

      const said = reported
        .map(({ at, summary, fix }) => `${pathText(at.path)}: ${summary}: ${fix}`)
        .join('\n');
      const unnamed = changesOf(typed).filter((change) => !change.some((word) => said.includes(word)));
      expect({ unnamed, said }).toEqual({ unnamed: [], said });

      const values = setThen ?? set;
      const left = foundIn(written(written(before, also), typed), {
        ...(optionsThen ?? options),
        ...(values && { values }),
      });
      const errorsBefore = new Set(found.map((finding) => `${finding.rule} ${finding.summary}`));
      const news = left.filter(
        (finding) =>
          (finding.rule === rule && finding.accepted === undefined) ||
          (finding.severity === 'error' && !errorsBefore.has(`${finding.rule} ${finding.summary}`)),
      );
      expect(news).toEqual([]);
    },
  );

  it('is tried for every rule that speaks of a topology', () => {
    const tried = new Set([...cases.map(({ rule }) => rule), ...Object.keys(elsewhere)]);
    const untried = allRules.map(({ id }) => id).filter((id) => !id.startsWith('source/') && !tried.has(id));
    expect(untried).toEqual([]);
    const known = new Set(allRules.map(({ id }) => id));
    expect([...tried].filter((id) => !known.has(id))).toEqual([]);
  });

  it('is tried for every way to break that has no rule of its own', () => {
    expect(brokenFixes.map(({ what = '' }) => what.split(':')[0])).toEqual(
      expect.arrayContaining(Object.keys(FIXES)),
    );
  });

  it('is not needed in the mesh that the mistakes are written over', () => {
    expect(foundIn(mesh, {})).toEqual([]);
  });
});
