import { AwsError } from '../gateway/aws-error';

/** A customer-managed key. Nothing is encrypted here; rights on it are evaluated all the same. */
export interface Key {
  readonly keyId: string;
  readonly arn: string;
  readonly enabled: boolean;
}

/** The account's keys and their other names. A key's policy lies with the other resources' policies. */
export interface Keys {
  put(keyId: string, settings: { readonly enabled: boolean }): Key;
  delete(keyId: string): void;
  /** @throws AwsError NotFoundException when there is no such key */
  putAlias(aliasName: string, target: string): void;
  deleteAlias(aliasName: string): void;
  /** By id, ARN, alias name (`alias/x`) or the alias's ARN; undefined for a key that is not here. */
  find(reference: string): Key | undefined;
}

export interface KeysOptions {
  readonly region: string;
  readonly accountId: string;
}

export function createKeys({ region, accountId }: KeysOptions): Keys {
  const prefix = `arn:aws:kms:${region}:${accountId}:`;
  const keys = new Map<string, Key>();
  const aliases = new Map<string, string>();
  const find = (reference: string): Key | undefined => {
    const local = reference.startsWith(prefix) ? reference.slice(prefix.length) : reference;
    return keys.get(aliases.get(local) ?? local.replace(/^key\//u, ''));
  };
  return {
    put(keyId, settings) {
      const key = { keyId, arn: `${prefix}key/${keyId}`, ...settings };
      keys.set(keyId, key);
      return key;
    },
    delete: (keyId) => void keys.delete(keyId),
    putAlias(aliasName, target) {
      const key = find(target);
      if (!key) throw new AwsError('NotFoundException', `Key '${target}' does not exist`);
      aliases.set(aliasName, key.keyId);
    },
    deleteAlias: (aliasName) => void aliases.delete(aliasName),
    find,
  };
}
