import { defined } from '../../base/properties';
import type { Authority } from '../certificate';
import { developmentFolder } from '../development';
import type { Path } from '../finding';
import type { Rotation } from '../rotation';
import type { ByKey } from '../topology';
import { sortedEntries, text, textRecord, type Context, type ValidAuthority } from './context';
import { checkParents } from './parents';
import { checkRotation } from './rotation';

export function authoritiesOf(context: Context): ByKey<Authority> {
  const { authority, authorities } = context.valid;
  if (authority !== undefined && authorities !== undefined) {
    context.report(
      'authority/twice',
      ['authority'],
      '"authority" and "authorities" are both present',
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
  checkParents(context, made);
  checkRotation(context, made);
  return made;
}

function authorityOf(context: Context, key: string, at: Path, written: ValidAuthority): Authority {
  if (written.kind === 'development') return developmentOf(context, key, at, written);
  const base = { key, at, level: written.level ?? ('root' as const), ...defined({ parent: written.parent }) };
  switch (written.kind) {
    case 'existing-ca':
      return {
        ...base,
        kind: 'existing-ca',
        arn: text(written.arn),
        shared: written.shared ?? context.isMeshExisting,
        ...defined({ keyAlgorithm: written.keyAlgorithm }),
      };
    case 'file':
      return { ...base, kind: 'file', chain: text(written.chain), public: written.public ?? false };
    case 'private-ca':
      return {
        ...base,
        kind: 'private-ca',
        subject: defined({
          commonName: text(written.commonName),
          organization: written.organization && text(written.organization),
          organizationalUnit: written.organizationalUnit && text(written.organizationalUnit),
          country: written.country && text(written.country),
          state: written.state && text(written.state),
          locality: written.locality && text(written.locality),
        }),
        keyAlgorithm: written.keyAlgorithm ?? 'RSA_2048',
        validityYears: written.validityYears ?? (base.level === 'root' ? 10 : 5),
        usageMode: written.usageMode ?? 'GENERAL_PURPOSE',
        ...defined({ pathLength: written.pathLength }),
        ocsp: written.ocsp ?? true,
        ...defined({ crl: written.crl && crlOf(context, [...at, 'crl'], key, written.crl) }),
        deletionDays: written.deletionDays ?? 7,
        tags: textRecord(written.tags),
      };
  }
}

/** Proxies know it as one that has its chain in a file; who makes the file is no matter of theirs. */
function developmentOf(
  context: Context,
  key: string,
  at: Path,
  written: Extract<ValidAuthority, { kind: 'development' }>,
): Authority {
  const { keysInState, commonName, organization, keyAlgorithm = 'EC_prime256v1', days = 365 } = written;
  if (keysInState !== true)
    context.report(
      'authority/keys-in-state',
      at,
      `authority "${key}" is made by Terraform, so that its key and those of all its certificates are in the states: whoever reads a state can be any workload`,
      'use kind: private-ca, whose key nobody can read; or where that is accepted, such as for a trial, add keysInState: true',
    );
  return {
    key,
    at,
    level: 'root',
    kind: 'file',
    chain: `${developmentFolder('authority', key)}/ca.pem`,
    public: false,
    development: {
      subject: defined({
        commonName: text(commonName),
        organization: organization && text(organization),
      }),
      keyAlgorithm,
      days,
    },
  };
}

function crlOf(
  context: Context,
  at: Path,
  key: string,
  { bucket, days = 7, public: isPublic }: NonNullable<Extract<ValidAuthority, { kind: 'private-ca' }>['crl']>,
) {
  if (bucket !== undefined && isPublic !== undefined)
    context.report(
      'authority/crl',
      [...at, 'public'],
      `the list of authority "${key}" is in a bucket that exists, whose own policy says who reads it`,
      'drop public, or drop bucket, and one is created',
    );
  return { days, ...defined({ bucket: bucket && text(bucket) }), public: isPublic ?? false };
}

/**
 * The authority that issues where none is named: the only one that can, or the one called `root`. One that takes the
 * place of another does not count beside it.
 */
export function defaultAuthority(
  authorities: ByKey<Authority>,
  rotation: Rotation | undefined,
): string | undefined {
  const able = Object.values(authorities).filter(
    (each) => (each.kind !== 'file' || each.development !== undefined) && each.key !== rotation?.to,
  );
  return able.length === 1 ? able[0]?.key : able.find((each) => each.key === 'root')?.key;
}
