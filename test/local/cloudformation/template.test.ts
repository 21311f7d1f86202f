import { parseTemplate } from '../../../local/cloudformation/template';

test('defaults of a resource', () => {
  expect(parseTemplate({ Resources: { A: { Type: 'T' } } }).Resources).toEqual({
    A: {
      Type: 'T',
      Properties: {},
      DependsOn: [],
      DeletionPolicy: 'Delete',
      UpdateReplacePolicy: 'Delete',
    },
  });
});

test.each([
  [{}, 'Resources'],
  [{ Resources: { A: {} } }, 'Resources/A/Type'],
  [{ Resources: {}, Transform: 'AWS::Serverless-2016-10-31' }, 'Transform'],
  [{ Resources: { A: { Type: 'T', DeletionPolicy: 'Snapshot' } } }, 'Resources/A/DeletionPolicy'],
])('%j is refused at its place', (template, place) => {
  expect(() => parseTemplate(template)).toThrow(place);
});
