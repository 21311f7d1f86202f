/** Another program listens at the port. */
export class PortInUse extends Error {
  override readonly name = 'PortInUse';

  constructor(host: string, port: number, options?: ErrorOptions) {
    super(
      `Another program listens at port ${port} of ${host}: end it, or take another port (0 for any that is free).`,
      options,
    );
  }
}
