import {
  countItems,
  identityOf,
  type InvokeBatchResult,
  type ItemResult,
} from './invoke-batch-result';

/** Lambda's limit of a synchronous reply: 6 MB, which it counts as 6,291,556 bytes; 1 KiB less for the rest. */
export const MAX_REPLY_BYTES = 6_291_456 - 1024;

const OVER_LIMIT = {
  name: 'ReplyOverLimit',
  message: "above the reply's 6 MB: ask again for fewer",
};

/**
 * The result in what Lambda can hand back: an answer that does not fit becomes an error of its
 * item, while later ones that are short enough are kept. Lambda itself would drop all of them.
 *
 * @param maxBytes at least what errors for all items take; readItems sees to that
 */
export function fitReply(result: InvokeBatchResult, maxBytes = MAX_REPLY_BYTES): InvokeBatchResult {
  const entries = result.results.map((whole) => {
    const placeholder = overLimit(whole);
    const least = bytesOf(placeholder);
    return { whole, placeholder, least, more: bytesOf(whole) - least };
  });
  let left = maxBytes - entries.reduce((bytes, { least }) => bytes + least, 0);
  const results = entries.map(({ whole, placeholder, more }) => {
    if (more > left) return placeholder;
    left -= more;
    return whole;
  });
  return { ...result, results, counts: countItems(results) };
}

function overLimit(entry: ItemResult): ItemResult {
  return { ...identityOf(entry), error: OVER_LIMIT };
}

/** The comma after it included. */
function bytesOf(entry: ItemResult): number {
  return Buffer.byteLength(JSON.stringify(entry)) + 1;
}
