import type { Construct } from 'constructs';
import { developmentCertificateValue, developmentKeyValue } from '../../core/dataplane/tasks/contents';
import { authorityOf, type CreatedStore } from '../../core/dataplane/tasks/development-assets';
import { at, type DevelopmentAuthority as Settings } from '../../core/topology';
import { DevelopmentAuthority } from '../../modules/development-authority/development-authority';
import { DevelopmentCertificate } from '../../modules/development-authority/development-certificate';
import { StoredText } from '../../modules/development-authority/stored-text';
import type { MeshStack } from '../mesh-stack';
import { addTlsProvider } from '../tls-provider';
import { addressPart, terraformTexts } from '../text';
import type { Builder } from './builder';
import type { TasksStack } from './context';

export const developmentAuthority: Builder<'development-authority'> = ({ stack }, { authority: key }) => {
  addTlsProvider(stack);
  const made = new DevelopmentAuthority(
    stack.part(`development-authority_${key}`),
    'authority',
    terraformTexts(settingsOf(stack, key)),
  );
  stack.wiring.output(developmentCertificateValue(key), made.certificate);
  stack.wiring.output(developmentKeyValue(key), made.privateKey);
};

export const developmentSecrets: Builder<'development-secrets'> = (context, { id, store: key }) => {
  const { stack, topology, steps } = context;
  const store = at(topology.stores, key) as CreatedStore;
  const part = stack.part(`development-secrets_${key}`);
  const texts = textsOf(context, part, store);
  steps.set(
    id,
    Object.entries(terraformTexts(store.files)).map(([file, name]) => {
      const text = texts[file];
      if (text === undefined) throw new Error(`store "${key}" has no text for "${file}"`);
      return new StoredText(part, addressPart(file), { name, text }).step;
    }),
  );
};

/** What is in a store, by the names of its files. */
function textsOf(
  { stack, topology }: TasksStack,
  part: Construct,
  store: CreatedStore,
): Readonly<Record<string, string>> {
  const { of, key } = store.created;
  const authority = authorityOf(topology, store);
  const certificate = stack.wiring.of(developmentCertificateValue(authority));
  if (of === 'authority') return { 'ca.pem': certificate };
  const declared = at(topology.certificates, key);
  if (declared.kind !== 'file' || declared.development === undefined)
    throw new Error(`certificate "${key}" is not of an authority for development`);
  addTlsProvider(stack);
  const made = new DevelopmentCertificate(part, 'certificate', {
    names: terraformTexts(declared.facts.names ?? []),
    keyAlgorithm: declared.development.keyAlgorithm,
    authority: { certificate, privateKey: stack.wiring.of(developmentKeyValue(authority)) },
    authorityDays: settingsOf(stack, authority).days,
  });
  return { 'chain.pem': made.certificate, 'key.pem': made.privateKey };
}

function settingsOf({ site }: MeshStack, key: string): Settings {
  const authority = at(site.literal.topology.authorities, key);
  if (authority.kind !== 'file' || authority.development === undefined)
    throw new Error(`authority "${key}" is not for development`);
  return authority.development;
}
