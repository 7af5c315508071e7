import type { AccessLog, Closed } from '../../../topology';
import { extension, given, type JsonObject } from './json';

type Format = NonNullable<Closed<AccessLog>['format']>;

/** Access loggers of a filter: a file, which may be `/dev/stdout`. No format: Envoy's own line. */
export function accessLogOf(log: Closed<AccessLog> | undefined): readonly JsonObject[] | undefined {
  if (log === undefined) return undefined;
  const { path, format } = log;
  return [
    extension(
      'access_loggers.file',
      'extensions.access_loggers.file.v3.FileAccessLog',
      given({ path, log_format: format === undefined ? undefined : formatOf(format) }),
    ),
  ];
}

/** Envoy ends a line only where the text does. */
const formatOf = (format: Format): JsonObject =>
  format.kind === 'json'
    ? { json_format: Object.fromEntries(format.fields.map(({ key, value }) => [key, value])) }
    : {
        text_format_source: {
          inline_string: format.text.endsWith('\n') ? format.text : `${format.text}\n`,
        },
      };
