/** A client of one service for each role, made when the role first acts and kept, as it holds connections. */
export interface RoleClients<T> {
  of(roleArn: string): T;
  destroy(): void;
}

export function createRoleClients<T extends { destroy(): void }>(
  create: (roleArn: string) => T,
): RoleClients<T> {
  const clients = new Map<string, T>();
  return {
    of(roleArn) {
      const client = clients.get(roleArn) ?? create(roleArn);
      clients.set(roleArn, client);
      return client;
    },
    destroy() {
      for (const client of clients.values()) client.destroy();
      clients.clear();
    },
  };
}
