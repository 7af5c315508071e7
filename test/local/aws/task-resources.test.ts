import { newMotoStage, type MotoStage } from './moto';
import { expectRefused, requestsOf, type Requests, type Told } from './requests';

let stage: MotoStage;
let owner: Requests;
beforeAll(async () => {
  stage = await newMotoStage();
  owner = await requestsOf(stage.aws, '111111111111');
});
afterAll(() => stage.end());

describe('a file system', () => {
  const root = '/2015-02-01/file-systems';
  const newFileSystem = async (CreationToken: string): Promise<string> =>
    String(
      (await owner.rest('elasticfilesystem', 'POST', root, JSON.stringify({ CreationToken }))).json[
        'FileSystemId'
      ],
    );
  const efs = (method: string, path: string, body?: object): Promise<Told> =>
    owner.rest('elasticfilesystem', method, `${root}/${path}`, body && JSON.stringify(body));

  test('is backed up, and then no longer', async () => {
    const id = await newFileSystem('backed-up');
    for (const Status of ['ENABLED', 'DISABLED']) {
      expect((await efs('PUT', `${id}/backup-policy`, { BackupPolicy: { Status } })).status).toBe(200);
      expect((await efs('GET', `${id}/backup-policy`)).json).toEqual({ BackupPolicy: { Status } });
    }
    const missing = await efs('PUT', 'fs-00000000/backup-policy', { BackupPolicy: { Status: 'ENABLED' } });
    expect([missing.status, missing.code]).toEqual([404, 'FileSystemNotFound']);
  });

  test('has a policy until that is deleted', async () => {
    const id = await newFileSystem('with-policy');
    expect((await efs('GET', `${id}/policy`)).code).toBe('PolicyNotFound');
    const Policy = '{"Statement":[]}';
    expect((await efs('PUT', `${id}/policy`, { Policy })).json).toEqual({ FileSystemId: id, Policy });
    expect((await efs('GET', `${id}/policy`)).json).toEqual({ FileSystemId: id, Policy });
    expect((await efs('DELETE', `${id}/policy`)).status).toBe(200);
    expect((await efs('GET', `${id}/policy`)).code).toBe('PolicyNotFound');
    expect((await efs('GET', 'fs-00000000/policy')).code).toBe('FileSystemNotFound');
  });
});

test('a cluster is listed until it is deleted', async () => {
  const ecs = async (operation: string, asked: object = {}): Promise<Told> =>
    owner.target('ecs', `AmazonEC2ContainerServiceV20141113.${operation}`, asked);
  await ecs('CreateCluster', { clusterName: 'kept' });
  await ecs('CreateCluster', { clusterName: 'ended' });
  await ecs('DeleteCluster', { cluster: 'ended' });
  expect((await ecs('ListClusters')).json).toEqual({
    clusterArns: ['arn:aws:ecs:us-west-2:111111111111:cluster/kept'],
  });
});

describe('a scalable target', () => {
  const scaling = (operation: string, asked: object): Promise<Told> =>
    owner.target('application-autoscaling', `AnyScaleFrontendService.${operation}`, asked);

  test('has tags', async () => {
    await owner.target('ecs', 'AmazonEC2ContainerServiceV20141113.CreateCluster', { clusterName: 'c' });
    await owner.target('ecs', 'AmazonEC2ContainerServiceV20141113.RegisterTaskDefinition', {
      family: 'f',
      containerDefinitions: [{ name: 'app', image: 'x', memory: 128 }],
    });
    await owner.target('ecs', 'AmazonEC2ContainerServiceV20141113.CreateService', {
      cluster: 'c',
      serviceName: 's',
      taskDefinition: 'f',
      desiredCount: 1,
    });
    const { json } = await scaling('RegisterScalableTarget', {
      ServiceNamespace: 'ecs',
      ResourceId: 'service/c/s',
      ScalableDimension: 'ecs:service:DesiredCount',
      MinCapacity: 1,
      MaxCapacity: 2,
      Tags: { mesh: 'yelb', old: 'x' },
    });
    const ResourceARN = json['ScalableTargetARN'];
    await scaling('TagResource', { ResourceARN, Tags: { more: 'y' } });
    await scaling('UntagResource', { ResourceARN, TagKeys: ['old'] });
    expect((await scaling('ListTagsForResource', { ResourceARN })).json).toEqual({
      Tags: { mesh: 'yelb', more: 'y' },
    });
    expectRefused(
      await scaling('ListTagsForResource', { ResourceARN: 'arn:aws:none' }),
      'autoscaling/target-found',
    );
  });
});
