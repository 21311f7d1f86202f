import { AwsError } from '../gateway/aws-error';
import { type Authorizer } from '../iam/access';
import { isAccessDenied } from '../iam/evaluation/access-denied';
import { type Place } from '../iam/rights';
import { type Keys } from '../kms/keys';

export interface GroupEncryptionOptions {
  readonly authorizer: Authorizer;
  readonly place: Place;
  /** Undefined for a service that stands alone: no key is asked about. */
  readonly keys?: Keys | undefined;
  readonly now: () => number;
}

/**
 * How CloudWatch Logs uses the keys of groups: in its own name, which only a key's policy lets in,
 * with the group's ARN as encryption context.
 * Source: CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS KMS".
 */
export interface GroupEncryption {
  /**
   * What is tried before a group gets a key.
   * @throws AwsError InvalidParameterException for a key that is not there or is disabled,
   * AccessDeniedException for one whose policy does not let the service in
   */
  checkAssociation(group: string, keyId: string): void;
  /** @throws AwsError as `checkAssociation`, when new lines cannot be encrypted */
  checkWrite(group: string, keyId: string): void;
  /** As `checkWrite`, for services that write line by line: asked once a second. */
  mayWrite(group: string, keyId: string): boolean;
  /** @throws AwsError as `checkAssociation`, when what the group has cannot be decrypted */
  checkRead(group: string, keyId: string): void;
}

/** What the guide has the key's policy allow, but for DescribeKey: that call has no encryption context. */
const ALL = ['Encrypt', 'Decrypt', 'ReEncryptFrom', 'ReEncryptTo', 'GenerateDataKey'];
/** Milliseconds. Lines come in by the hundred; one question is enough for all of a second. */
const BATCH_MS = 1000;

export function createGroupEncryption(options: GroupEncryptionOptions): GroupEncryption {
  const { place, now } = options;
  const written = new Map<string, { readonly at: number; readonly isAllowed: boolean }>();
  const check =
    (...actions: readonly string[]) =>
    (group: string, keyId: string): void => {
      if (!options.keys) return;
      const key = options.keys.find(keyId);
      if (!key?.enabled) {
        throw new AwsError(
          'InvalidParameterException',
          `The specified KMS Key Id could not be found, or is disabled: ${keyId}`,
        );
      }
      const arn = `arn:aws:logs:${place.region}:${place.accountId}:log-group:${group}`;
      use(key.arn, arn, actions, options);
    };
  const checkWrite = check('GenerateDataKey');
  return {
    checkAssociation: check(...ALL),
    checkWrite,
    mayWrite(group, keyId) {
      const known = written.get(group);
      if (known && now() - known.at < BATCH_MS) return known.isAllowed;
      const isAllowed = holds(() => {
        checkWrite(group, keyId);
      });
      written.set(group, { at: now(), isAllowed });
      return isAllowed;
    },
    checkRead: check('Decrypt'),
  };
}

function use(
  keyArn: string,
  groupArn: string,
  actions: readonly string[],
  { authorizer, place }: GroupEncryptionOptions,
): void {
  const caller = { kind: 'service', principal: `logs.${place.region}.amazonaws.com` } as const;
  const context = {
    'aws:sourceaccount': place.accountId,
    'aws:sourcearn': groupArn,
    'kms:encryptioncontextkeys': ['aws:logs:arn'],
    'kms:encryptioncontext:aws:logs:arn': groupArn,
  };
  try {
    for (const name of actions) {
      authorizer.authorize({ caller, action: `kms:${name}`, resource: keyArn, context });
    }
  } catch (error) {
    if (!isAccessDenied(error)) throw error;
    throw new AwsError(
      'AccessDeniedException',
      `The specified KMS key does not exist or is not allowed to be used with Arn '${groupArn}' (${error.message})`,
    );
  }
}

function holds(check: () => void): boolean {
  try {
    check();
    return true;
  } catch (error) {
    if (error instanceof AwsError) return false;
    throw error;
  }
}
