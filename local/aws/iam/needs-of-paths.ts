import { arnIn, globalArnIn } from '../arn';
import type { Call } from '../call';
import { kinds } from '../app-mesh/kinds';
import { subjectOf } from '../app-mesh/request';
import { askedBy } from '../app-mesh/stream';
import { appMeshPart, childOf, keyOf } from '../app-mesh/state';
import type { World } from '../world';
import type { Need } from './need';

/** What a request to a service with paths needs; undefined where its action is not known. */
export type NeedsOfPath = (call: Call, world: World) => readonly Need[] | undefined;

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const meshVerbs: Readonly<Record<string, string>> = { GET: 'Describe', PUT: 'Update', DELETE: 'Delete' };

/** App Mesh: the path names the kind, and the method says what is done with it. */
function ofAppMesh(call: Call, world: World): readonly Need[] | undefined {
  const subject = subjectOf(world, call);
  const { region, method } = { region: call.region, method: call.method };
  if (subject.about === 'stream')
    return [{ action: 'appmesh:StreamAggregatedResources', resource: askedBy(subject.request).arn }];
  if (subject.about === 'tags') {
    const action = { tags: 'ListTagsForResource', tag: 'TagResource', untag: 'UntagResource' }[
      subject.action
    ];
    const resource = call.query.get('resourceArn') ?? '*';
    return action === undefined ? undefined : [{ action: `appmesh:${action}`, resource }];
  }
  if (subject.about === 'meshes') {
    const action = { GET: 'ListMeshes', PUT: 'CreateMesh' }[method];
    return action === undefined ? undefined : [{ action: `appmesh:${action}`, resource: '*' }];
  }
  const { mesh: name, meshOwner } = subject.request;
  const mesh = world.part(appMeshPart).meshes[keyOf(region, meshOwner, name)];
  const meshArn = mesh?.metadata.arn ?? arnIn(region, 'appmesh', meshOwner, `mesh/${name}`);
  if (subject.about === 'mesh') {
    const verb = meshVerbs[method];
    return verb === undefined ? undefined : [{ action: `appmesh:${verb}Mesh`, resource: meshArn }];
  }
  const { kind, parent, name: child } = subject.request;
  const { singular, parent: parentKind } = kinds[kind];
  if (child === undefined) {
    const action = { GET: `List${capital(kind)}`, PUT: `Create${capital(singular)}` }[method];
    return action === undefined ? undefined : [{ action: `appmesh:${action}`, resource: meshArn }];
  }
  const verb = meshVerbs[method];
  if (verb === undefined) return undefined;
  const known = mesh && childOf(mesh, kind, parent, child);
  const above = parentKind === undefined ? '' : `${kinds[parentKind].singular}/${parent}/`;
  const resource = known?.metadata.arn ?? `${meshArn}/${above}${singular}/${child}`;
  return [{ action: `appmesh:${verb}${capital(singular)}`, resource }];
}

/** Queries that ask for a part of a bucket or an object, with the actions to read and write it. */
const bucketParts: Readonly<Record<string, string>> = {
  acl: 'BucketAcl',
  encryption: 'EncryptionConfiguration',
  lifecycle: 'LifecycleConfiguration',
  location: 'BucketLocation',
  policy: 'BucketPolicy',
  publicAccessBlock: 'BucketPublicAccessBlock',
  tagging: 'BucketTagging',
  versioning: 'BucketVersioning',
};
const objectVerbs: Readonly<Record<string, string>> = {
  GET: 's3:GetObject',
  HEAD: 's3:GetObject',
  PUT: 's3:PutObject',
  POST: 's3:PutObject',
  DELETE: 's3:DeleteObject',
};

/** S3, with the bucket in the path. */
function ofS3({ path, query, method, region }: Call): readonly Need[] | undefined {
  const [bucket = '', ...rest] = path.slice(1).split('/');
  const key = decoded(rest.join('/'));
  if (bucket === '') return method === 'GET' ? [{ action: 's3:ListAllMyBuckets', resource: '*' }] : undefined;
  const bucketArn = globalArnIn(region, 's3', '', bucket);
  if (key === '') return ofBucket(method, query, bucketArn);
  const version = query.get('versionId');
  const action = objectVerbs[method];
  if (action === undefined) return undefined;
  const precise = version !== null && action !== 's3:PutObject' ? `${action}Version` : action;
  return [
    {
      action: precise,
      resource: `${bucketArn}/${key}`,
      ...(version === null ? {} : { context: { 's3:VersionId': version } }),
    },
  ];
}

function ofBucket(method: string, query: URLSearchParams, resource: string): readonly Need[] | undefined {
  const part = Object.entries(bucketParts).find(([name]) => query.has(name))?.[1];
  const verb = { GET: 'Get', PUT: 'Put', DELETE: 'Delete' }[method];
  if (part !== undefined && verb !== undefined) return [{ action: `s3:${verb}${part}`, resource }];
  const action = {
    GET: 's3:ListBucket',
    HEAD: 's3:ListBucket',
    PUT: 's3:CreateBucket',
    DELETE: 's3:DeleteBucket',
  }[method];
  const context = { 's3:prefix': query.get('prefix') ?? '', 's3:delimiter': query.get('delimiter') ?? '' };
  return action === undefined ? undefined : [{ action, resource, context }];
}

const xrayActions: Readonly<Record<string, string>> = {
  '/TraceSegments': 'PutTraceSegments',
  '/TelemetryRecords': 'PutTelemetryRecords',
  '/GetSamplingRules': 'GetSamplingRules',
  '/SamplingTargets': 'GetSamplingTargets',
};

function ofXray({ method, path }: Call): readonly Need[] | undefined {
  const action = method === 'POST' ? xrayActions[path] : undefined;
  return action === undefined ? undefined : [{ action: `xray:${action}`, resource: '*' }];
}

/** Amazon EFS, as far as one reads it. */
function ofFileSystems({ method, path, query, region, caller }: Call): readonly Need[] | undefined {
  const what = /^\/2015-02-01\/(file-systems|mount-targets|access-points)\/?$/.exec(path)?.[1];
  if (method !== 'GET' || what === undefined) return undefined;
  const action = {
    'file-systems': 'DescribeFileSystems',
    'mount-targets': 'DescribeMountTargets',
    'access-points': 'DescribeAccessPoints',
  }[what];
  const id = query.get('FileSystemId');
  const resource =
    id === null ? '*' : arnIn(region, 'elasticfilesystem', caller.account, `file-system/${id}`);
  return action === undefined ? undefined : [{ action: `elasticfilesystem:${action}`, resource }];
}

/** A service with paths. */
export interface PathService {
  readonly needs: NeedsOfPath;
  /** The actions that it knows, in words. */
  readonly actions: string;
}

/** The services with paths, by their names in signatures. */
export const pathServices: Readonly<Record<string, PathService>> = {
  appmesh: { needs: ofAppMesh, actions: 'all of its HTTP API' },
  s3: { needs: ofS3, actions: 'those of objects, and of buckets and their settings' },
  elasticfilesystem: {
    needs: ofFileSystems,
    actions: 'DescribeAccessPoints, DescribeFileSystems, DescribeMountTargets',
  },
  xray: { needs: ofXray, actions: Object.values(xrayActions).join(', ') },
};

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
