/** A text with the names that CloudFormation made up put as the template's own. */
export type ReadableNames = (text: string) => string;

/** Names in templates end in a hash of their path, of 8 characters. */
const HASH = /[0-9A-F]{8}$/u;
/** Names that are made up begin with their stack's. */
const MADE_UP = 'Text2TextBatch-';

/**
 * Names that CloudFormation made up differ from deployment to deployment, and are cut.
 * @param resources with their names or ARNs: a topic's log has the name alone
 */
export function readableNames(
  resources: readonly { readonly logicalId: string; readonly physicalId: string }[],
): ReadableNames {
  const names = resources
    .map(({ logicalId, physicalId }) => ({
      own: logicalId.replace(HASH, ''),
      madeUp: physicalId.slice(
        Math.max(physicalId.lastIndexOf(':'), physicalId.lastIndexOf('/')) + 1,
      ),
    }))
    .filter(({ madeUp }) => madeUp.startsWith(MADE_UP))
    // A long name may hold a shorter one.
    .sort((one, other) => other.madeUp.length - one.madeUp.length);
  return (text) =>
    names.reduce((readable, { own, madeUp }) => readable.replaceAll(madeUp, own), text);
}
