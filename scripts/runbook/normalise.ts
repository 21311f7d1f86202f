/** What differs between two runs of the same commands, and what the page shows instead. */
const REPLACEMENTS: readonly (readonly [pattern: RegExp, shown: string])[] = [
  // CloudFormation's names: STACK-LogicalIdHASH-RANDOM, cut before RANDOM if need be; lower case for buckets.
  [/\b(Text2TextBatch-[A-Za-z]+-[A-Za-z]+?)[0-9A-F]{0,8}-[0-9A-Z]{12}\b/g, '$1-EXAMPLE'],
  [/\b(text2textbatch-[a-z]+-[a-z]+?)[0-9a-f]{8}-[0-9a-z]{8,}/g, '$1-example'],
  [/\b(\/aws\/vendedlogs\/states\/[A-Za-z0-9-]+?)-[0-9a-f]{8}\b/g, '$1-EXAMPLE'],
  [
    /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g,
    '11111111-2222-3333-4444-555555555555',
  ],
  [/\b\d{4}-\d\d-\d\d([T ])\d\d:\d\d:\d\d/g, '2026-11-24$102:00:00'],
  [/(?<=02:00:00)[.,]\d{3,6}(?!\d)/g, '.000'],
  [/\b1[78]\d{8}\.\d{1,6}\b/g, '1795485600.0'],
  [/\b1[78]\d{11}\b/g, '1795485600000'],
  [/\b(http:\/\/127\.0\.0\.1):\d+/g, '$1:4566'],
];

/** Account, region and the runs' names are fixed already. */
export function normalise(output: string): string {
  return REPLACEMENTS.reduce((text, [pattern, shown]) => text.replace(pattern, shown), output);
}
