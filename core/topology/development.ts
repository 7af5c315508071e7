/** The folder in a container with what is created of an authority or a certificate of development: a store's mount path. */
export const developmentFolder = (of: 'authority' | 'certificate', key: string): string =>
  `/development/${of}/${key}`;
