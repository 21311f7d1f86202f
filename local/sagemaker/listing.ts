import * as z from 'zod';
import { parseRequest, text, validationException } from './validation';

const JOB_STATUSES = ['InProgress', 'Completed', 'Failed', 'Stopping', 'Stopped'] as const;

/** The parameters that SageMaker's List operations share. Times come as epoch seconds. */
const listRequest = z.object({
  CreationTimeAfter: z.number().optional(),
  CreationTimeBefore: z.number().optional(),
  LastModifiedTimeAfter: z.number().optional(),
  LastModifiedTimeBefore: z.number().optional(),
  NameContains: text(0, 63, /^[a-zA-Z0-9-]+$/).optional(),
  StatusEquals: z.string().optional(),
  SortBy: z.enum(['Name', 'CreationTime', 'Status']).optional(),
  SortOrder: z.enum(['Ascending', 'Descending']).optional(),
  MaxResults: z.int().min(1).max(100).optional(),
  NextToken: text(0, 8192).optional(),
});

type ListRequest = z.output<typeof listRequest>;

/** What can be listed. Times in epoch milliseconds. */
export interface Listable {
  readonly name: string;
  readonly status: string;
  readonly creationTime: number;
  readonly lastModifiedTime: number;
}

/**
 * One page of a listing: newest first and 10 elements unless the request says otherwise. The token names the last
 * element of the page, so that what is created meanwhile neither repeats nor hides another.
 */
export function listPage<Item extends Listable>(
  items: readonly Item[],
  input: unknown,
  statuses: readonly string[] = JOB_STATUSES,
): { page: Item[]; NextToken?: string } {
  const schema = listRequest.extend({ StatusEquals: z.enum(statuses).optional() });
  const request = parseRequest(schema, input);
  const sorted = items.filter((item) => matches(item, request)).sort(order(request));
  const start = request.NextToken === undefined ? 0 : 1 + lastSeen(sorted, request.NextToken);
  const page = sorted.slice(start, start + (request.MaxResults ?? 10));
  const last = page.at(-1);
  const isMore = start + page.length < sorted.length;
  return isMore && last ? { page, NextToken: encode(last.name) } : { page };
}

function matches(item: Listable, request: ListRequest): boolean {
  const created = item.creationTime / 1000;
  const modified = item.lastModifiedTime / 1000;
  return (
    item.name.includes(request.NameContains ?? '') &&
    item.status === (request.StatusEquals ?? item.status) &&
    created > (request.CreationTimeAfter ?? -Infinity) &&
    created < (request.CreationTimeBefore ?? Infinity) &&
    modified > (request.LastModifiedTimeAfter ?? -Infinity) &&
    modified < (request.LastModifiedTimeBefore ?? Infinity)
  );
}

/** By the wished key, then by name, which is unique. */
function order({ SortBy, SortOrder }: ListRequest): (a: Listable, b: Listable) => number {
  const sign = SortOrder === 'Ascending' ? 1 : -1;
  const byName = (a: Listable, b: Listable): number => (a.name < b.name ? -1 : 1);
  return (a, b) => {
    if (SortBy === 'Name') return sign * byName(a, b);
    const first =
      SortBy === 'Status' ? a.status.localeCompare(b.status) : a.creationTime - b.creationTime;
    return sign * (first || byName(a, b));
  };
}

function encode(name: string): string {
  return Buffer.from(name).toString('base64url');
}

function lastSeen(sorted: readonly Listable[], token: string): number {
  const index = sorted.findIndex(({ name }) => encode(name) === token);
  if (index < 0) throw validationException(`The NextToken '${token}' is not valid.`);
  return index;
}
