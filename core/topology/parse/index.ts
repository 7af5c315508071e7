import { defined } from '../../base/properties';
import { byName } from '../../base/collections';
import { quotedList } from '../../base/text';
import { createdDiscoveryOf } from '../discovery-services';
import { distinctFindings, type Result } from '../finding';
import { FORMS, fits } from '../forms';
import { topologySchema, type WrittenTopology } from '../schema';
import { DEFAULT_DATA_PLANE, type Topology } from '../topology';
import { accountsOf, refers, stateOf } from './accounts';
import { checkAdopted, checkLockTable } from './adopted';
import { reachedBy, withCalls } from './calls';
import { withEntries } from './callers';
import { authoritiesOf } from './authorities';
import { clustersOf } from './clusters';
import { imagesOf } from './runtime';
import { entryPresenters } from './entry-names';
import { Context, list, sortedEntries, text, textRecord, type Valid } from './context';
import { gatewayListenersOf, gatewaysOf } from './gateways';
import { plainOf } from '../plain';
import { findingsOf } from './issues';
import { filledIn, parametersOf } from './parameters';
import { servicesOf } from './services';
import { storesOf } from './stores';
import { reportUnused } from './unused';
import { certificatesOf, discoveryNameOf, workloadsOf } from './workloads';

export interface ParseOptions {
  /** Values of parameters by name, as text; converted to the type that the topology declares. */
  readonly values?: Readonly<Record<string, string>>;
}

/**
 * What a person wrote, made complete and consistent, or everything that is wrong with it at once.
 * Never throws, whatever `written` is.
 */
export function topologyOf(written: unknown, options: ParseOptions = {}): Result<Topology> {
  const plain = plainOf(written);
  return plain.ok ? topologyOfPlain(plain.value, options) : plain;
}

/** The same for what is plain data already: the result of `plainOf`. */
export function topologyOfPlain(written: unknown, { values = {} }: ParseOptions = {}): Result<Topology> {
  const { parameters: declared, findings: inDeclarations } = parametersOf(written, values);
  const { tree, parameters, findings: inReferences } = filledIn(written, declared);
  const parsed = topologySchema.safeParse(tree);
  const before = [...inDeclarations, ...inReferences];
  if (!parsed.success)
    return { ok: false, findings: distinctFindings([...before, ...findingsOf(parsed.error.issues, tree)]) };

  const context = new Context(parsed.data);
  context.findings.push(...before);
  const topology = complete(context, parameters);
  checkAdopted(context, topology);
  checkLockTable(context, topology);
  const refused = context.findings.some(({ severity }) => severity === 'error');
  // A key that was misspelt where it is used would make its target look unused.
  if (!refused) reportUnused(context, topology);
  const findings = distinctFindings(context.findings);
  return refused ? { ok: false, findings } : { ok: true, value: topology, findings };
}

function complete(context: Context, parameters: Topology['parameters']): Topology {
  const { valid } = context;
  const accounts = accountsOf(context);
  const owner = ownerOf(context, accounts);
  const authorities = authoritiesOf(context);
  const clusters = clustersOf(context, accounts);
  const stores = storesOf(context, authorities);
  const has = { accounts, authorities, clusters, stores };

  const callless = workloadsOf(context, has);
  const gatewayListeners = Object.fromEntries(
    sortedEntries(valid.gateways ?? {}).map(([key, written]) => [
      key,
      gatewayListenersOf(context, key, written, authorities),
    ]),
  );
  const certificates = certificatesOf(
    context,
    [
      ...Object.values(callless).map(({ key, at, discovery, listeners, tags }) => ({
        key,
        at,
        listeners,
        tags,
        name: discoveryNameOf(discovery),
      })),
      ...Object.entries(gatewayListeners).map(([key, listeners]) => ({
        key,
        at: ['gateways', key],
        listeners,
        tags: textRecord(valid.gateways?.[key]?.tags),
        name: gatewayName(valid, key, owner, accounts),
      })),
      ...entryPresenters(context),
    ],
    authorities,
    stores,
  );
  const services = servicesOf(context, callless, accounts);
  const known = { ...has, workloads: callless, services, certificates, reachedBy: reachedBy(services) };
  const workloads = withEntries(context, withCalls(context, known), known);
  const gateways = gatewaysOf(context, owner, gatewayListeners, known);
  zoneNames(context, accounts, workloads);

  const mesh = valid.mesh;
  const options = typeof mesh === 'object' && 'name' in mesh ? mesh : undefined;
  return {
    mesh: defined({
      name: context.meshName,
      egress: options?.egress ?? ('DROP_ALL' as const),
      ipPreference: options?.ipPreference,
      existing: options?.existing ?? false,
      sharedWith: [...new Set(options?.sharedWith)].toSorted(byName),
    }),
    ...defined({ environment: valid.environment && text(valid.environment) }),
    region: context.region,
    owner,
    dataPlane: valid.dataPlane ?? DEFAULT_DATA_PLANE,
    acceptEnded: valid.acceptEnded ?? false,
    accept: (valid.accept ?? []).map((entry, index) => defined({ ...entry, place: ['accept', index] })),
    acceptLosses: valid.acceptLosses ?? [],
    defaults: valid.defaults ?? 'secure',
    state: stateOf(context),
    ...connectionOf(valid.connect),
    transport: valid.transport ?? 'outputs',
    removalProtection: valid.removalProtection ?? true,
    expectCallees: valid.expectCallees ?? true,
    images: imagesOf(context),
    tags: { ...environmentTag(valid), ...textRecord(valid.tags) },
    parameters,
    accounts,
    clusters,
    authorities,
    ...defined({ rotation: context.rotation }),
    certificates,
    stores,
    workloads,
    services,
    gateways,
  };
}

/** Distinguishes the things of one environment from those of another; a tag of the topology's own under that key wins. */
const environmentTag = ({ environment }: Valid): Topology['tags'] =>
  environment === undefined ? {} : { 'meshspan:environment': text(environment) };

/** `transitGateway`: one exists, whether networks are attached to it or are being detached. */
function connectionOf(written: WrittenTopology['connect']): Pick<Topology, 'connect' | 'transitGateway'> {
  const connect = typeof written === 'object' ? written.with : (written ?? 'peering');
  return { connect, transitGateway: connect === 'transit-gateway' || typeof written === 'object' };
}

function ownerOf(context: Context, accounts: Topology['accounts']): string {
  const keys = Object.keys(accounts);
  const owner = context.valid.owner;
  if (owner === undefined && keys.length > 1) {
    context.report(
      'topology/owner',
      ['owner'],
      'there are several accounts, and none is named as the owner of the mesh',
      `add owner: one of ${quotedList(keys)}`,
    );
  }
  if (owner !== undefined) refers(context, 'account', owner, accounts, ['owner']);
  return owner ?? keys[0] ?? '';
}

/** A gateway's certificate carries its record, that of an entry, or the name it would have in its account's namespace. */
function gatewayName(valid: Valid, key: string, owner: string, accounts: Topology['accounts']): string {
  const gateway = valid.gateways?.[key];
  const record = (gateway?.record ?? list(gateway?.entry).find((entry) => entry.record)?.record)?.name;
  const account = accounts[valid.gateways?.[key]?.account ?? owner];
  return typeof record === 'string' ? record : `${key}.${account?.namespace ?? ''}`;
}

/** A namespace that meshspan creates is a DNS zone, so its name must be one (RFC 1035 §2.3.1). */
function zoneNames(context: Context, accounts: Topology['accounts'], workloads: Topology['workloads']): void {
  const made = new Set(
    Object.values(workloads).flatMap(({ account, discovery }) =>
      createdDiscoveryOf({ discovery }) === undefined ? [] : [account],
    ),
  );
  for (const { key, namespace } of Object.values(accounts).filter((account) => made.has(account.key))) {
    const closed = namespace.replaceAll(/\$\{parameter\.\w+\}/g, 'x');
    if (fits('zone', closed)) continue;
    const isDerived = context.valid.accounts[key]?.namespace === undefined;
    const why = isDerived ? `, which follows from the name of the mesh, "${context.meshName}",` : '';
    context.report(
      'account/namespace',
      ['accounts', key],
      `"${namespace}"${why} is not a DNS name, so no zone can have it`,
      `set accounts.${key}.namespace to a DNS name of at most ${FORMS.zone.most} characters: ${FORMS.zone.takes}`,
    );
  }
}
