import { defined } from '../../base/properties';
import type { Authority, Store } from '../certificate';
import type { Path } from '../finding';
import { signerOf, type Signer } from '../rotation';
import type { ByKey } from '../topology';
import type { Text } from '../value';
import { refers } from './accounts';
import { sortedEntries, text, textRecord, texts, type Context, type ValidStore } from './context';

/** @param authorities of the topology: cert-manager has certificates issued by them */
export function storesOf(context: Context, authorities: ByKey<Authority>): ByKey<Store> {
  return Object.fromEntries(
    sortedEntries(context.valid.stores ?? {}).map(([key, written]): [string, Store] => {
      const at = ['stores', key];
      const base = {
        key,
        at,
        mountPath: written.mountPath === undefined ? '/certs' : text(written.mountPath),
      };
      if (written.kind === 'task-volume') return [key, { ...base, kind: 'task-volume' }];
      const files = textRecord(written.files);
      if (written.accessPoint !== undefined && (written.kind !== 'efs' || written.fileSystem === undefined))
        context.report(
          'store/access-point',
          [...at, 'accessPoint'],
          `store "${key}" names an access point and no file system`,
          'add kind: efs and fileSystem: the id of the file system that it is of, such as fs-0123456789abcdef0, or drop accessPoint',
        );
      if (written.kind === 'efs')
        return [
          key,
          {
            ...base,
            ...defined({
              kind: 'efs' as const,
              files,
              fileSystem: written.fileSystem && text(written.fileSystem),
              accessPoint: written.accessPoint && text(written.accessPoint),
            }),
          },
        ];
      if (written.kind === 'secrets-manager') {
        if (Object.keys(files).length === 0)
          context.report(
            'store/secret',
            at,
            `store "${key}" names no secret`,
            'add files: { tls.crt: arn:aws:secretsmanager:…, tls.key: arn:aws:secretsmanager:… }',
          );
        return [key, { ...base, kind: written.kind, files }];
      }
      if (written.secret === undefined)
        context.report('store/secret', at, `store "${key}" names no secret`, 'add secret: NAME');
      return [
        key,
        {
          ...base,
          kind: written.kind,
          secret: written.secret === undefined ? '' : text(written.secret),
          ...defined({ issued: issuedInto(context, at, key, written, authorities) }),
        },
      ];
    }),
  );
}

/** What cert-manager has issued into a Secret, by the authority whose turn it is in a rotation. */
function issuedInto(
  context: Context,
  at: Path,
  key: string,
  { authority, names = [] }: ValidStore,
  authorities: ByKey<Authority>,
): (Signer & { readonly names: readonly Text[] }) | undefined {
  if ((authority === undefined) !== (names.length === 0))
    context.report(
      'store/issued',
      at,
      authority === undefined
        ? `store "${key}" has names of a certificate, and no authority that issues it`
        : `store "${key}" has an authority that issues its certificate, and no names of that`,
      authority === undefined
        ? 'add authority: KEY, one of the authorities of the topology, or drop names'
        : 'add names: ["…"], the DNS names of the certificate, or drop authority',
    );
  if (authority === undefined || names.length === 0) return undefined;
  refers(context, 'authority', authority, authorities, [...at, 'authority']);
  if (authorities[authority]?.kind === 'file')
    context.report(
      'store/issued',
      [...at, 'authority'],
      `authority "${authority}" is known by its chain file alone, and issues nothing`,
      'name an authority of AWS Private CA, or drop authority and names where somebody else writes the secret',
    );
  return { ...signerOf(context.rotation, authority), names: texts(names) };
}
