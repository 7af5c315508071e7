import { certificateArnValue } from '../../../planner';
import { at, type Closed, type Text, type Topology } from '../../../topology';
import type { OutputValue } from '../../../planner';
import { configurationBucketValue, configurationVersionValue } from '../../tasks/contents';
import { FILES_VOLUME } from '../../tasks/script/containers';
import type { FilesInputs } from '../../tasks/script/inputs';
import { secretFilesOf } from '../bootstrap';
import { fetchedFilesOf } from '../handover';
import type { ProxySpec } from '../specs';
import type { Configuration } from './configuration';

/** What the proxy reads besides stores, as the script of its task fetches it. */
export function proxyInputs(
  topology: Closed<Topology>,
  proxy: ProxySpec,
  configuration: Configuration,
): Pick<FilesInputs, 'certificates' | 'trusts' | 'descriptions' | 'configuration'> {
  const { certificates, trusts } = fetchedFilesOf(proxy);
  return {
    certificates: certificates.map(({ certificate, chain }) => ({
      arn: certificateArn(topology, certificate),
      folder: folderOf(chain),
    })),
    trusts: trusts.map(({ authorities, bundle }) => ({
      folder: folderOf(bundle),
      arns: authorities.map((authority): OutputValue => ({ kind: 'authority-arn', authority })),
    })),
    descriptions: secretFilesOf(proxy),
    ...(configuration.kind === 'object' && {
      configuration: {
        bucket: configurationBucketValue(proxy.account),
        key: configuration.object.key,
        version: configurationVersionValue(proxy.id),
        path: configuration.path,
      },
    }),
  };
}

function certificateArn(topology: Closed<Topology>, key: string): Text | OutputValue {
  const certificate = at(topology.certificates, key);
  return certificate.kind === 'acm' ? certificate.arn : certificateArnValue(key);
}

const folderOf = (file: string): string => file.slice(0, file.lastIndexOf('/'));

/** Paths of files that are in stores: those outside of the folder that the script fills from AWS. */
export const storedPathsOf = ({ certificates, trusts }: ProxySpec): readonly string[] =>
  [
    ...certificates.flatMap(({ source }) =>
      source.kind === 'files' ? [source.chain, source.privateKey] : [],
    ),
    ...trusts.flatMap(({ source }) => (source.kind === 'file' ? [source.bundle] : [])),
  ].filter((path) => !path.startsWith(`${FILES_VOLUME.path}/`));

/** Stores that its certificates name. */
export const namedStoresOf = (topology: Closed<Topology>, { certificates }: ProxySpec): readonly string[] =>
  certificates.flatMap(({ certificate: key }) => {
    const certificate = at(topology.certificates, key);
    return certificate.kind === 'file' && certificate.store !== undefined ? [certificate.store] : [];
  });
