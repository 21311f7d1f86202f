/** A field of the payload is wrong: correct it and ask again. One sentence that names the field. */
export class InvalidInvokeRequest extends Error {
  // By hand: minified bundles rename classes, and callers route on the name.
  override readonly name = 'InvalidInvokeRequest';
}

/** There is nothing to invoke: the endpoint does not exist, is not ready or failed. Says what to do. */
export class EndpointUnavailable extends Error {
  override readonly name = 'EndpointUnavailable';
}
