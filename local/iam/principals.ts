import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type Caller } from './access';

/** Credentials as AWS hands them to code that runs under a role. */
export interface RoleCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** What a signed request shows of its sender. */
export interface ShownCredentials {
  /** Undefined for an unsigned request. */
  readonly accessKeyId: string | undefined;
  readonly sessionToken: string | undefined;
}

/** Who calls: access keys handed out here, and the role behind each. */
export interface Principals {
  /**
   * Always the same credentials for the same session, so that a restart changes nothing.
   * @param sessionName shown in denials; the function's name, `SageMaker`
   * @param functionArn of the function whose code gets them, without a qualifier
   */
  issue(roleArn: string, sessionName?: string, functionArn?: string): RoleCredentials;
  /** ARN of the role that an access key was issued for; undefined for any other key. */
  roleOf(accessKeyId: string): string | undefined;
  /** Credentials that were not issued by an embedded AWS are the person's at this machine. */
  callerOf(shown: ShownCredentials): Caller;
}

type RoleSession = Extract<Caller, { kind: 'role' }>;

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const tokenSchema = z.object({
  roleArn: z.string(),
  sessionName: z.string(),
  functionArn: z.string().optional(),
});
type Session = z.infer<typeof tokenSchema>;

/** The credentials guard nothing (the gateway listens on loopback only); they identify. */
export function createPrincipals(): Principals {
  const sessions = new Map<string, RoleSession>();
  return {
    issue(roleArn, sessionName = 'embedded', functionArn) {
      const session = { roleArn, sessionName, ...(functionArn !== undefined && { functionArn }) };
      const accessKeyId = accessKeyOf(session);
      sessions.set(accessKeyId, { kind: 'role', ...session });
      const digest = createHash('sha256').update(`secret ${accessKeyId}`).digest('base64');
      return {
        accessKeyId,
        secretAccessKey: digest.slice(0, 40),
        sessionToken: tokenOf(session),
      };
    },
    roleOf: (accessKeyId) => sessions.get(accessKeyId)?.roleArn,
    callerOf({ accessKeyId, sessionToken }) {
      if (accessKeyId === undefined) return { kind: 'account' };
      const session = sessions.get(accessKeyId) ?? readToken(accessKeyId, sessionToken);
      if (session) sessions.set(accessKeyId, session);
      return session ?? { kind: 'account' };
    },
  };
}

function accessKeyOf({ roleArn, sessionName, functionArn }: Session): string {
  const session = [roleArn, sessionName, functionArn].filter((part) => part !== undefined);
  const digest = createHash('sha256').update(session.join(' ')).digest();
  // ASIA is AWS's prefix of temporary keys; 16 characters follow.
  const suffix = [...digest.subarray(0, 16)].map((byte) => BASE32.charAt(byte % 32)).join('');
  return `ASIA${suffix}`;
}

/** Says all by itself, so that it still does after a restart, and to an embedded AWS beside this one. */
function tokenOf(session: Session): string {
  return Buffer.from(JSON.stringify(session)).toString('base64');
}

function readToken(accessKeyId: string, token: string | undefined): RoleSession | undefined {
  if (token === undefined) return undefined;
  try {
    const text = Buffer.from(token, 'base64').toString('utf8');
    const { functionArn, ...session } = tokenSchema.parse(JSON.parse(text));
    const all = { ...session, ...(functionArn !== undefined && { functionArn }) };
    return accessKeyOf(all) === accessKeyId ? { kind: 'role', ...all } : undefined;
  } catch {
    // A token of another maker.
    return undefined;
  }
}
