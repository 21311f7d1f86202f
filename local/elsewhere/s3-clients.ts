import { S3Client } from '@aws-sdk/client-s3';
import { clientConfig } from '../gateway/client-config';
import { type Principals } from '../iam/principals';
import { createRoleClients } from '../iam/role-clients';
import { SESSION_NAME, type S3ClientOf } from '../sagemaker/execution-role';
import { isEmbeddedAws } from './is-embedded-aws';
import { remoteClientConfig } from './remote-place';

export interface S3ClientsOptions {
  /** URL of S3 elsewhere; undefined for that of this process. */
  readonly remoteEndpoint: string | undefined;
  /** URL of this process's gateway, which is known only once it listens. */
  readonly ownEndpoint: () => string;
  readonly region: string;
  readonly principals: Principals;
}

export interface S3Clients {
  /** On the account's own behalf. */
  readonly account: S3Client;
  /** SageMaker's, for the execution roles of its models. */
  readonly as: S3ClientOf;
  destroy(): void;
}

/** S3 for the other services, wherever it is. */
export function createS3Clients(options: S3ClientsOptions): S3Clients {
  const { remoteEndpoint } = options;
  return remoteEndpoint === undefined
    ? clientsOfOwn(options)
    : clientsOfRemote({ ...options, endpoint: remoteEndpoint });
}

function clientsOfOwn({ ownEndpoint, region, principals }: S3ClientsOptions): S3Clients {
  const endpoint = async () => {
    const { protocol, hostname, port } = new URL(ownEndpoint());
    return { protocol, hostname, port: Number(port), path: '/' };
  };
  const account = new S3Client({ ...clientConfig('', region), endpoint });
  const roles = createRoleClients((roleArn) => {
    const credentials = principals.issue(roleArn, SESSION_NAME);
    return new S3Client({ region, credentials, endpoint });
  });
  return s3Clients(account, roles);
}

/** An embedded AWS evaluates the roles' rights; another emulator knows nothing of credentials from here. */
function clientsOfRemote({
  endpoint,
  region,
  principals,
}: S3ClientsOptions & { readonly endpoint: string }): S3Clients {
  const config = { ...remoteClientConfig({ endpoint, region }), forcePathStyle: true };
  const roles = createRoleClients((roleArn) => {
    const credentials = async () =>
      (await isEmbeddedAws(endpoint))
        ? principals.issue(roleArn, SESSION_NAME)
        : config.credentials;
    return new S3Client({ ...config, credentials });
  });
  return s3Clients(new S3Client(config), roles);
}

function s3Clients(
  account: S3Client,
  roles: ReturnType<typeof createRoleClients<S3Client>>,
): S3Clients {
  return {
    account,
    as: (roleArn) => roles.of(roleArn),
    destroy() {
      account.destroy();
      roles.destroy();
    },
  };
}
