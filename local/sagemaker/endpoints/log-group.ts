/** Log group of an endpoint's containers; one stream an instance, `VARIANT/INSTANCE`. */
export function logGroupOf(endpointName: string): string {
  return `/aws/sagemaker/Endpoints/${endpointName}`;
}
