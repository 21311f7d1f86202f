import { findChecks } from '../../../scripts/clients/find-checks';

test('checks are called after their functions, in the order of their files', async () => {
  const names = (await findChecks([])).map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(['cdk cli', 's3 by aws cli', 's3 by boto3', 'whole application']),
  );
});

test('words choose among them', async () => {
  const names = (await findChecks(['BOTO3'])).map(({ name }) => name);
  expect(names).toEqual(['s3 by boto3']);
});

test('a word that chooses none is an error that names the checks', async () => {
  await expect(findChecks(['nothing'])).rejects.toThrow(/'nothing'.*'s3 by boto3'/);
});
