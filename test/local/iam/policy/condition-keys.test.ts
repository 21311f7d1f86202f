import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { conditionKeyFamilies, conditionKeys } from '../../../../local/iam/policy/condition-keys';

const LOCAL = join(__dirname, '../../../../local');

const sources = readdirSync(LOCAL, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('condition-keys.ts'))
  .map((file) => readFileSync(join(LOCAL, file), 'utf8'))
  .join('\n')
  .toLowerCase();

/** Put together from the prefix and the header's name. */
const isOfHeader = (key: string): boolean => key.startsWith('s3:x-amz-');
/** Of actions that nothing asks for: cloudwatch:PutMetricData. */
const neverAsked = (key: string): boolean => key === 'cloudwatch:namespace';

/** A key that is known and never given would make an Allow useless and a Deny harmless, in silence. */
it.each([...conditionKeys, ...conditionKeyFamilies].filter((key) => !neverAsked(key)))(
  '%s is given by a call',
  (key) => {
    const literal = isOfHeader(key) ? key.slice('s3:'.length) : key;
    expect(sources.includes(literal.toLowerCase())).toBe(true);
  },
);
