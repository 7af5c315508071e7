import { groupedBy, unique } from '../../base/collections';
import { openParametersOf } from '../../topology';
import { DOCUMENTS } from '../documents';
import { arnOf } from '../arn';
import { authorityUsesOf } from '../authority-uses';
import { accountIdOf } from '../live';
import { hasCertificateArn } from '../tls-flaws';
import type { PlaneRule } from '../contract';
import { hit } from '../hit';

/** A CA of another account than the mesh's owner is shared by its holder (AWS Private CA, "Cross-account access"). */
export const unsharedAuthority: PlaneRule = {
  id: 'tls/unshared-authority',
  severity: 'warning',
  sentence: 'an authority of another account is not shared with an account that needs it',
  source: DOCUMENTS.caSharing,
  hitsOf: (topology, { authorities }) => {
    const uses = groupedBy(authorityUsesOf(topology), ({ authority }) => authority);
    const owner = accountIdOf(topology, topology.owner);
    return authorities.flatMap((authority) => {
      if (authority.kind !== 'existing-ca' || authority.shared || hasCertificateArn(authority)) return [];
      const { key, at, arn } = authority;
      const holder = arnOf(arn)?.account;
      if (holder === undefined || holder === owner || openParametersOf(owner).length > 0) return [];
      const users = unique((uses.get(key) ?? []).map(({ account }) => account));
      const others = users.filter((account) => accountIdOf(topology, account) !== holder);
      if (others.length === 0) return [];
      const ids = others.map((account) => accountIdOf(topology, account));
      return [
        hit(
          at,
          `authority "${key}" is in account ${holder}, which is not the owner's, so no share of this mesh gives it to ${others.map((account, index) => `"${account}" (${ids[index]})`).join(', ')}`,
          `in ${holder}: aws ram create-resource-share --name ${key} --resource-arns ${arn} --principals ${ids.join(' ')}; accept it in each, so that ACM there may issue from it and Envoy may read it, and write shared: true`,
        ),
      ];
    });
  },
};
