import { defined } from '../../base/properties';
import type { Authority, Certificate, CertificateFacts, Store } from '../certificate';
import type { Path } from '../finding';
import type { ByKey } from '../topology';
import type { Tags, Text } from '../value';
import { refers } from './accounts';
import {
  sortedEntries,
  text,
  textRecord,
  texts,
  type Context,
  type ValidAuthority,
  type ValidCertificate,
} from './context';

export function authoritiesOf(context: Context): ByKey<Authority> {
  const { authority, authorities } = context.valid;
  if (authority !== undefined && authorities !== undefined) {
    context.report(
      'authority/twice',
      ['authority'],
      '"authority" and "authorities" are both there',
      'move the one into "authorities", under the key it should have',
    );
  }
  const written: [string, Path, ValidAuthority][] =
    authority !== undefined && authorities === undefined
      ? [['root', ['authority'], authority]]
      : sortedEntries(authorities ?? {}).map(([key, each]) => [key, ['authorities', key], each]);
  const made: ByKey<Authority> = Object.fromEntries(
    written.map(([key, at, each]) => [key, authorityOf(context, key, at, each)]),
  );
  for (const each of Object.values(made)) {
    if (each.kind === 'private-ca' && each.parent !== undefined)
      refers(context, 'authority', each.parent, made, [...each.at, 'parent']);
  }
  return made;
}

function authorityOf(context: Context, key: string, at: Path, written: ValidAuthority): Authority {
  switch (written.kind) {
    case 'existing-ca':
      return {
        key,
        at,
        kind: 'existing-ca',
        arn: text(written.arn),
        level: written.level ?? 'root',
        shared: written.shared ?? context.isMeshExisting,
      };
    case 'file':
      return { key, at, kind: 'file', chain: text(written.chain), public: written.public ?? false };
    case 'private-ca': {
      const level = written.level ?? 'root';
      if ((level === 'subordinate') !== (written.parent !== undefined)) {
        context.report(
          'authority/parent',
          at,
          level === 'root'
            ? `root authority "${key}" has a parent`
            : `subordinate authority "${key}" has no parent`,
          level === 'root'
            ? 'say level: subordinate, or drop the parent'
            : 'name the authority that signs it: parent: KEY',
        );
      }
      return defined({
        key,
        at,
        kind: 'private-ca' as const,
        level,
        parent: written.parent,
        subject: defined({
          commonName: text(written.commonName),
          organization: written.organization && text(written.organization),
          organizationalUnit: written.organizationalUnit && text(written.organizationalUnit),
          country: written.country && text(written.country),
          state: written.state && text(written.state),
          locality: written.locality && text(written.locality),
        }),
        keyAlgorithm: written.keyAlgorithm ?? 'RSA_2048',
        validityYears: written.validityYears ?? 10,
        usageMode: written.usageMode ?? 'GENERAL_PURPOSE',
        ocsp: written.ocsp ?? true,
        deletionDays: written.deletionDays ?? 7,
        tags: textRecord(written.tags),
      });
    }
  }
}

/** The authority that issues where none is named: the only one that can, or the one called `root`. */
export function defaultAuthority(authorities: ByKey<Authority>): string | undefined {
  const able = Object.values(authorities).filter((each) => each.kind !== 'file');
  return able.length === 1 ? able[0]?.key : able.find((each) => each.key === 'root')?.key;
}

export function storesOf(context: Context): ByKey<Store> {
  return Object.fromEntries(
    sortedEntries(context.valid.stores ?? {}).map(([key, written]): [string, Store] => {
      const at = ['stores', key];
      const base = {
        key,
        at,
        mountPath: written.mountPath === undefined ? '/certs' : text(written.mountPath),
      };
      if (written.kind === 'task-volume') return [key, { ...base, kind: 'task-volume' }];
      if (written.kind === 'efs')
        return [
          key,
          {
            ...base,
            ...defined({ kind: 'efs' as const, fileSystem: written.fileSystem && text(written.fileSystem) }),
          },
        ];
      if (written.secret === undefined)
        context.report('store/secret', at, `store "${key}" names no secret`, 'add secret: NAME');
      return [
        key,
        { ...base, kind: written.kind, secret: written.secret === undefined ? '' : text(written.secret) },
      ];
    }),
  );
}

/** A certificate that the topology declares; `discovery` are the names of the workloads that present it. */
export function certificateOf(
  context: Context,
  key: string,
  written: ValidCertificate,
  authorities: ByKey<Authority>,
  stores: ByKey<Store>,
  discovery: readonly Text[],
): Certificate {
  const at = ['certificates', key];
  if (written.kind === 'issued') {
    const authority = written.authority ?? defaultAuthority(authorities);
    if (authority === undefined) {
      noAuthority(context, at, `certificate "${key}"`);
    } else {
      refers(context, 'authority', authority, authorities, [...at, 'authority']);
    }
    const names = written.names === undefined ? discovery : texts(written.names);
    if (names.length === 0)
      context.report(
        'certificate/names',
        at,
        `certificate "${key}" has no name, and no workload that presents it has one`,
        'add names: ["…"]',
      );
    return issued(key, at, authority ?? '', names, textRecord(written.tags), written.keyAlgorithm);
  }
  if (written.pem !== undefined || written.pemFile !== undefined) {
    context.report(
      'certificate/pem',
      at,
      `the facts of certificate "${key}" are in a PEM, which only the loading of a file reads`,
      'load the topology with loadTopology (the command does), or say the facts',
    );
  }
  const facts = factsOf(context, [...at, 'facts'], written.facts, authorities);
  switch (written.kind) {
    case 'acm':
      return { key, at, facts, kind: 'acm', arn: text(written.arn) };
    case 'sds':
      return { key, at, facts, kind: 'sds', secret: text(written.secret) };
    case 'file':
      if (written.store !== undefined) refers(context, 'store', written.store, stores, [...at, 'store']);
      return defined({
        key,
        at,
        facts,
        kind: 'file' as const,
        chain: text(written.chain),
        privateKey: text(written.privateKey),
        store: written.store,
      });
  }
}

/** A certificate from a private CA: all of it is known (template EndEntityCertificate/V1 allows both usages). */
export function issued(
  key: string,
  at: Path,
  authority: string,
  names: readonly Text[],
  tags: Tags,
  keyAlgorithm: 'RSA_2048' | 'RSA_4096' | 'EC_prime256v1' | 'EC_secp384r1' = 'RSA_2048',
): Certificate {
  return {
    key,
    at,
    facts: { issuer: authority, names, usages: ['server', 'client'] },
    kind: 'issued',
    authority,
    keyAlgorithm,
    tags,
  };
}

export function noAuthority(context: Context, at: Path, what: string): void {
  context.report(
    'authority/missing',
    at,
    `${what} needs an authority to issue it, and the topology has none that it could mean`,
    'add authority: Authority.privateCa({ commonName: "…" }) (YAML: authority: { kind: private-ca, commonName: … }), or name one of several',
  );
}

function factsOf(
  context: Context,
  at: Path,
  written:
    | {
        issuer?: string | undefined;
        names?: readonly (string | { parameter: string })[] | undefined;
        usages?: readonly ('server' | 'client')[] | undefined;
      }
    | undefined,
  authorities: ByKey<Authority>,
): CertificateFacts {
  if (written?.issuer !== undefined)
    refers(context, 'authority', written.issuer, authorities, [...at, 'issuer']);
  return defined({
    issuer: written?.issuer,
    names: written?.names && texts(written.names),
    usages: written?.usages,
  });
}
