import { createHash } from 'node:crypto';

/** Credentials as AWS hands them to code that runs under a role. */
export interface RoleCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** Who calls: access keys handed out here, and the role behind each. */
export interface Principals {
  /** Always the same credentials for the same role, so that a restart changes nothing. */
  issue(roleArn: string): RoleCredentials;
  /** ARN of the role that an access key was issued for; undefined for any other key. */
  roleOf(accessKeyId: string): string | undefined;
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The credentials guard nothing (the gateway listens on loopback only); they identify. */
export function createPrincipals(): Principals {
  const roles = new Map<string, string>();
  return {
    issue(roleArn) {
      const digest = createHash('sha256').update(roleArn).digest();
      // ASIA is AWS's prefix of temporary keys; 16 characters follow.
      const suffix = [...digest.subarray(0, 16)].map((byte) => BASE32.charAt(byte % 32)).join('');
      const accessKeyId = `ASIA${suffix}`;
      roles.set(accessKeyId, roleArn);
      return {
        accessKeyId,
        secretAccessKey: digest.toString('base64').slice(0, 40),
        sessionToken: digest.toString('hex'),
      };
    },
    roleOf: (accessKeyId) => roles.get(accessKeyId),
  };
}
