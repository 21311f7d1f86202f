import { z } from 'zod';
import { AwsError } from '../../../local/gateway/aws-error';
import { createTransformJobRequest } from '../../../local/sagemaker/transform-job-request';
import { parseRequest, stringMap, text } from '../../../local/sagemaker/validation';
import { jobRequest } from './sagemaker-harness';

function errorOf(schema: z.ZodType, input: unknown): AwsError {
  try {
    parseRequest(schema, input);
  } catch (error) {
    if (error instanceof AwsError) return error;
  }
  throw new Error('The request passed');
}

test('a request that fits is given back without the members that the schema does not name', () => {
  expect(parseRequest(z.object({ Name: text(1, 3) }), { Name: 'abc', Other: 1 })).toEqual({
    Name: 'abc',
  });
});

test.each([
  [
    z.object({ Name: text(1, 3) }),
    {},
    "Value null at 'name' failed to satisfy constraint: Member must not be null",
  ],
  [
    z.object({ Name: text(1, 3) }),
    { Name: 'abcd' },
    "Value 'abcd' at 'name' failed to satisfy constraint: Member must have length less than or equal to 3",
  ],
  [
    z.object({ Name: text(1, 3) }),
    { Name: '' },
    "Value '' at 'name' failed to satisfy constraint: Member must have length greater than or equal to 1",
  ],
  [
    z.object({ Name: text(1, 3, /^[a-c]+$/) }),
    { Name: 'xyz' },
    "Value 'xyz' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-c]+",
  ],
  [
    z.object({ Client: z.object({ MaxRetries: z.int().max(3) }) }),
    { Client: { MaxRetries: 4 } },
    "Value '4' at 'client.maxRetries' failed to satisfy constraint: Member must have value less than or equal to 3",
  ],
  [
    z.object({ Client: z.object({ MaxRetries: z.int().min(1) }) }),
    { Client: { MaxRetries: 0 } },
    "Value '0' at 'client.maxRetries' failed to satisfy constraint: Member must have value greater than or equal to 1",
  ],
  [
    z.object({ SplitType: z.enum(['None', 'Line']) }),
    { SplitType: 'line' },
    "Value 'line' at 'splitType' failed to satisfy constraint: Member must satisfy enum value set: [None, Line]",
  ],
  [
    z.object({ Tags: z.array(z.object({ Key: text(1, 2) })) }),
    { Tags: [{ Key: 'a' }, { Key: 'abc' }] },
    "Value 'abc' at 'tags.2.member.key' failed to satisfy constraint: Member must have length less than or equal to 2",
  ],
])('%#: one broken constraint', (schema, input, message) => {
  expect(errorOf(schema, input)).toMatchObject({
    code: 'ValidationException',
    statusCode: 400,
    message: `1 validation error detected: ${message}`,
  });
});

test('maps are reported at the map, with the entry', () => {
  const bounds = { maxEntries: 1, maxKeyLength: 5, keyPattern: /^[A-Z]+$/, maxValueLength: 3 };
  const schema = z.object({ Environment: stringMap(bounds) });
  const at = (Environment: Record<string, string>): string =>
    errorOf(schema, { Environment }).message;

  expect(at({ A: 'long' })).toBe(
    "1 validation error detected: Value '{A=long}' at 'environment' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 3]",
  );
  expect(at({ a: '' })).toContain(
    'Map keys must satisfy constraint: [Member must satisfy regular expression pattern: [A-Z]+]',
  );
  expect(at({ ABCDEF: '' })).toContain(
    'Map keys must satisfy constraint: [Member must have length less than or equal to 5]',
  );
  expect(at({ A: '', B: '' })).toContain(
    "Value '{A=, B=}' at 'environment' failed to satisfy constraint: Member must have length less than or equal to 1",
  );
});

test('a long value is cut in the message', () => {
  const { message } = errorOf(z.object({ Name: text(0, 1) }), { Name: 'x'.repeat(10_000) });
  expect(message.length).toBeLessThan(500);
  expect(message).toContain("xxx...'");
});

test('a value of the wrong JSON type is a SerializationException', () => {
  expect(
    errorOf(createTransformJobRequest, { ...jobRequest('a'), MaxPayloadInMB: '6' }),
  ).toMatchObject({
    code: 'SerializationException',
    message: expect.stringContaining("'6' at 'maxPayloadInMB'") as string,
  });
});

test('all broken constraints of a request are listed together', () => {
  const { message } = errorOf(createTransformJobRequest, {
    TransformJobName: 'a_b',
    ModelName: '-',
    TransformInput: { DataSource: { S3DataSource: { S3DataType: 'Prefix' } } },
    TransformOutput: {},
    TransformResources: { InstanceType: 'ml.p4d.24xlarge', InstanceCount: 0 },
  });
  expect(message).toMatch(/^7 validation errors detected: /);
  for (const member of [
    'transformJobName',
    'modelName',
    'transformInput.dataSource.s3DataSource.s3DataType',
    'transformInput.dataSource.s3DataSource.s3Uri',
    'transformOutput.s3OutputPath',
    'transformResources.instanceType',
    'transformResources.instanceCount',
  ]) {
    expect(message).toContain(` at '${member}' failed`);
  }
});
