/** What a synchronous call of a function in the embedded AWS gave. */
export interface FunctionAnswer {
  readonly isError: boolean;
  readonly payload: unknown;
}

/** Calls a function over the wire, as any client of Lambda does; the embedded AWS checks no signature. */
export async function invokeFunction(
  endpoint: string,
  name: string,
  payload: unknown,
): Promise<FunctionAnswer> {
  const url = `${endpoint}/2015-03-31/functions/${encodeURIComponent(name)}/invocations`;
  const scope = 'Credential=local/20261124/us-east-1/lambda/aws4_request';
  const response = await fetch(url, {
    method: 'POST',
    body: JSON.stringify(payload),
    headers: {
      authorization: `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=0`,
    },
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`Invoke of ${name}: ${response.status} ${text}`);
  return {
    isError: response.headers.has('x-amz-function-error'),
    payload: JSON.parse(text) as unknown,
  };
}
