import { AwsError } from '../gateway/aws-error';

const MAX_PAGE = 100;

/**
 * One page of a list. The token holds the ARN of the page's last item, so that the next page goes
 * on behind it, whatever has been added or deleted since.
 * @param items in ascending order of their ARNs
 * @param query with MaxResults (1 to 100) and NextToken
 * @throws AwsError ValidationException
 */
export function pageOf<T extends { readonly arn: string }>(
  items: readonly T[],
  query: URLSearchParams,
): { readonly page: readonly T[]; readonly nextToken?: string } {
  const token = query.get('NextToken');
  const size = Number(query.get('MaxResults') ?? MAX_PAGE);
  if (!Number.isInteger(size) || size < 1 || size > MAX_PAGE) {
    throw new AwsError('ValidationException', `MaxResults is 1 to ${MAX_PAGE}`);
  }
  const after = token === null ? '' : Buffer.from(token, 'base64url').toString();
  if (token !== null && !after.startsWith('arn:')) {
    throw new AwsError('ValidationException', `Invalid NextToken '${token}'`);
  }
  const rest = items.filter(({ arn }) => arn > after);
  const page = rest.slice(0, size);
  const last = page.at(-1);
  return {
    page,
    ...(last && rest.length > size && { nextToken: Buffer.from(last.arn).toString('base64url') }),
  };
}
